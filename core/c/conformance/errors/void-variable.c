/* error 4:7: 'v' has incomplete type 'void' */
int main(void)
{
	void v;
	return 0;
}
