/* error 7:12: invalid operands to '+': 'struct s' and 'int' */
struct s { int a; };

int main(void)
{
	struct s s = { 1 };
	return (s + 1).a;
}
