/* error 9:6: incompatible types in assignment: 'struct s' given, 'struct t' expected */
struct s { int a; };
struct t { int a; };

int main(void)
{
	struct s s = { 1 };
	struct t t;
	t = s;
	return t.a;
}
