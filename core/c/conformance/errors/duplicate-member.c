/* error 4:7: duplicate member 'a' */
struct s {
	int a;
	char a;
};

int main(void)
{
	return 0;
}
