/* error 4:8: size of array is negative */
int main(void)
{
	int a[-1];
	return 0;
}
