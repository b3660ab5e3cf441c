/* error 6:1: expected a declaration before '}' */
int main(void)
{
	return 0;
}
}
