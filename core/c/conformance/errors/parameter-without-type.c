/* error 2:14: expected ')' before 'b' */
int f(a, int b)
{
	return b;
}

int main(void)
{
	return 0;
}
