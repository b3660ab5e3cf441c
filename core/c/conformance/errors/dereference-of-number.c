/* error 5:9: cannot dereference a value of type 'int' */
int main(void)
{
	int a = 1;
	return *a;
}
