/* error 4:10: expected an expression before ';' */
int main(void)
{
	int a = ;
	return a;
}
