/* error 4:2: 'else' */
int main(void)
{
	else
		return 1;
	return 0;
}
