/* error 3:6: negative width in bit-field */
struct s {
	int a : -1;
};

int main(void)
{
	return 0;
}
