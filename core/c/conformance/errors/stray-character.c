/* error 4:12: stray '@' in program */
int main(void)
{
	int a = 1 @ 2;
	return a;
}
