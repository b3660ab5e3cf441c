/* error 3:18: static assertion is not an integer constant */
int n;
_Static_assert(n == 0, "n");

int main(void)
{
	return 0;
}
