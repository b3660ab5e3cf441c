/* error 2:1: static assertion failed: int has eight bytes */
_Static_assert(sizeof(int) == 8, "int has eight bytes");

int main(void)
{
	return 0;
}
