/* error 6:10: too few arguments to 'f': 1 of 2 */
int f(int a, int b) { return a + b; }

int main(void)
{
	return f(1);
}
