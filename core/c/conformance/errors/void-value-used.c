/* error 6:11: incompatible types in initialisation: 'void' given, 'int' expected */
void f(void) { }

int main(void)
{
	int a = f();
	return a;
}
