/* error 7:10: 'struct s' has no member named 'b' */
struct s { int a; };

int main(void)
{
	struct s s = { 1 };
	return s.b;
}
