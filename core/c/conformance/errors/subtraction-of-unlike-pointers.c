/* error 6:11: invalid operands to '-' */
int main(void)
{
	int a[2];
	char b[2];
	return a - b;
}
