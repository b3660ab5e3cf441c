/* error 4:9: invalid number '0x' */
int main(void)
{
	return 0x;
}
