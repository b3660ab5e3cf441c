/* error 7:9: cannot convert 'struct s' to 'int' */
struct s { int a; };

int main(void)
{
	struct s s = { 1 };
	return (int)s;
}
