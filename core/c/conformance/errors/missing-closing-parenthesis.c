/* error 4:16: expected ')' before ';' */
int main(void)
{
	int a = (1 + 2;
	return a;
}
