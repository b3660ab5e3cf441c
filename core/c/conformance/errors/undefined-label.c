/* error 4:7: label 'nowhere' is used but not defined */
int main(void)
{
	goto nowhere;
	return 0;
}
