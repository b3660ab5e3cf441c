/* error 5:13: invalid operands to '+': 'int *' and 'int *' */
int main(void)
{
	int a[2], *p = a, *q = a + 1;
	return *(p + q);
}
