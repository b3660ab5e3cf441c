/* error 3:28: excess elements in the initialiser of 'struct s' */
struct s { int a; };
struct s s = { { { 1 } } , 2, 3 }, t = { .a = { 1, 2 } };
int x[2] = { [5] = 1 };

int main(void)
{
	return 0;
}
