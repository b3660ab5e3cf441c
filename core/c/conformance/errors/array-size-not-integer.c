/* error 4:8: size of array has type 'double' */
int main(void)
{
	int a[2.5];
	return 0;
}
