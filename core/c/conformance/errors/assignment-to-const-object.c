/* error 5:4: read-only */
int main(void)
{
	const int a = 1;
	a = 2;
	return a;
}
