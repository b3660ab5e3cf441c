/* error 5:11: invalid operands to '%': 'double' and 'int' */
int main(void)
{
	double d = 1.5;
	return d % 2;
}
