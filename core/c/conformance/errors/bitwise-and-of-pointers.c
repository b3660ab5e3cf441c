/* error 5:11: invalid operands to '&': 'int *' and 'int' */
int main(void)
{
	int a = 0, *p = &a;
	return p & 1;
}
