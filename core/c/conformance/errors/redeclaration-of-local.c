/* error 5:7: redeclaration of 'a' */
int main(void)
{
	int a = 1;
	long a = 2;
	return a;
}
