/* error 8:11: incompatible types in argument 1 of 'f': 'struct s' given, 'int' expected */
struct s { int a; };
int f(int a) { return a; }

int main(void)
{
	struct s s = { 1 };
	return f(s);
}
