/* error 4:13: invalid operands to '<<': 'double' and 'int' */
int main(void)
{
	return 1.5 << 2;
}
