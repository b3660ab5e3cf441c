/* error 5:2: expected ';' at the end of the declaration before 'int' */
int main(void)
{
	int a = 1
	int b = 2;
	return a + b;
}
