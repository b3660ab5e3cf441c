/* error 7:10: cannot take the address of bit-field 'a' */
struct s { int a : 3; };

int main(void)
{
	struct s s = { 1 };
	return *&s.a;
}
