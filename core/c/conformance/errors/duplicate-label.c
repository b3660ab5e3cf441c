/* error 6:1: duplicate label 'here' */
int main(void)
{
here:
	;
here:
	return 0;
}
