/* error 7:13: undeclared name 'unknown' */
#define TWICE(x) ((x) + (x))

int main(void)
{
	int a = 1;
	return a + TWICE(unknown);
}
