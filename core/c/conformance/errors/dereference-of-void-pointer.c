/* error 5:10: incompatible types in initialisation: 'void' given, 'int' expected */
int main(void)
{
	void *p = 0;
	int a = *p;
	return a;
}
