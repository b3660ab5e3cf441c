/* error 7:9: sizeof applied to a bit-field */
struct s { int a : 3; };

int main(void)
{
	struct s s = { 1 };
	return sizeof(s.a);
}
