/* error 6:10: cannot convert 'int' to 'struct s' */
struct s { int a; };

int main(void)
{
	return ((struct s)5).a;
}
