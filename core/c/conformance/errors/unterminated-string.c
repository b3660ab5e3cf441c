/* error 4:18: missing terminating " character */
int main(void)
{
	const char *s = "abc;
	return 0;
}
