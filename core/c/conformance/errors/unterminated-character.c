/* error 4:10: missing terminating ' character */
int main(void)
{
	int c = 'a;
	return c;
}
