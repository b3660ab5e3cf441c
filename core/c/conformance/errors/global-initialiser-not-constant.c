/* error 3:10: initialiser element is not constant */
int f(void) { return 1; }
int x = f();

int main(void)
{
	return x;
}
