/* error 2:8: both 'static' and 'extern' in one declaration */
static extern int x;

int main(void)
{
	return 0;
}
