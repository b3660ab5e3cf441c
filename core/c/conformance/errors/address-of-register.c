/* error 5:9: register */
int main(void)
{
	register int a = 1;
	return *&a;
}
