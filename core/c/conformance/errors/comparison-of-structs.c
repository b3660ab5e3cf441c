/* error 7:11: invalid operands to '==': 'struct s' and 'struct s' */
struct s { int a; };

int main(void)
{
	struct s a = { 1 }, b = { 1 };
	return a == b;
}
