/* error 7:9: incompatible types in return from 'f': 'struct s' given, 'int' expected */
struct s { int a; };

int f(void)
{
	struct s s = { 1 };
	return s;
}

int main(void)
{
	return f();
}
