/* error 4:2: 'double int' is no type */
int main(void)
{
	int double x;
	return 0;
}
