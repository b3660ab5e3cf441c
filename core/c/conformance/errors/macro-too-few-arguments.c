/* error 6:9: macro "ADD" takes 2 argument(s), but got 1 */
#define ADD(a, b) ((a) + (b))

int main(void)
{
	return ADD(1);
}
