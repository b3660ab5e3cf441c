/* error 4:9: invalid number '12abc' */
int main(void)
{
	return 12abc;
}
