/* error 5:10: called object of type 'int' is not a function */
int main(void)
{
	int a = 1;
	return a(2);
}
