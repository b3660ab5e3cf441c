/* error 4:2: 'strange' */
int main(void)
{
	strange x;
	return 0;
}
