/* error 4:9: invalid digit in octal constant '089' */
int main(void)
{
	return 089;
}
