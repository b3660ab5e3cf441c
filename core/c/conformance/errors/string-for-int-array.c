/* error 2:12: initialis */
int a[4] = "abc";

int main(void)
{
	return 0;
}
