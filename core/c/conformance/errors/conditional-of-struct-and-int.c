/* error 7:12: type mismatch in conditional: 'struct s' and 'int' */
struct s { int a; };

int main(void)
{
	struct s s = { 1 };
	return (1 ? s : 2).a;
}
