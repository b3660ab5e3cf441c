/* error 1:1: the program has no function 'main' */
int start(void)
{
	return 0;
}
