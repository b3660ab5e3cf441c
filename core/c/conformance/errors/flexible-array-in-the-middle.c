/* error 4:6: flexible array */
struct s {
	int n;
	int a[];
	int b;
};

int main(void)
{
	return 0;
}
