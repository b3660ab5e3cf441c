/* error 3:17: 'struct s' has no member named 'b' */
struct s { int a; };
struct s s = { .b = 1 };

int main(void)
{
	return 0;
}
