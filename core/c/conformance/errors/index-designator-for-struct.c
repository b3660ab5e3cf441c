/* error 3:16: array index in the initialiser of 'struct s' */
struct s { int a; };
struct s s = { [0] = 1 };

int main(void)
{
	return 0;
}
