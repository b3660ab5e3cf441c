/* error 5:13: undeclared name 'b' */
int main(void)
{
	int a = 1;
	return a + b;
}
