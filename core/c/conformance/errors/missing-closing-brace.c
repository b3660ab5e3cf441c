/* error 7:1: expected '}' before end of file */
int main(void)
{
	if (1) {
		return 0;
}
