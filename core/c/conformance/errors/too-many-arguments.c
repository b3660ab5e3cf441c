/* error 6:10: too many arguments to 'f': 3 instead of 2 */
int f(int a, int b) { return a + b; }

int main(void)
{
	return f(1, 2, 3);
}
