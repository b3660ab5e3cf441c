/* error 5:9: wrong type 'int *' for this unary operator */
int main(void)
{
	int a = 0, *p = &a;
	return -p == 0;
}
