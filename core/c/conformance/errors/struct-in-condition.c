/* error 7:6: used 'struct s' where a scalar is required */
struct s { int a; };

int main(void)
{
	struct s s = { 1 };
	if (s)
		return 1;
	return 0;
}
