/* error 4:11: member 'inner' has incomplete type 'struct s' */
struct s {
	int a;
	struct s inner;
};

int main(void)
{
	return 0;
}
