/* error 6:9: undefined reference to 'nowhere' */
extern int nowhere;

int main(void)
{
	return nowhere;
}
