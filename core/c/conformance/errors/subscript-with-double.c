/* error 5:10: invalid operands to '+': 'int *' and 'double' */
int main(void)
{
	int a[3] = { 0 };
	return a[1.5];
}
