/* error 6:15: 'x' has incomplete type 'struct later' */
struct later;

int main(void)
{
	struct later x;
	return 0;
}
