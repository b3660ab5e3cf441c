/* error 6:9: unterminated argument list invoking macro "ADD" */
#define ADD(a, b) ((a) + (b))

int main(void)
{
	return ADD(1, 2;
}
