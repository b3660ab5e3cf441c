/* error 6: undefined reference to 'defined_nowhere' */
int defined_nowhere(int);

int main(void)
{
	return defined_nowhere(3);
}
