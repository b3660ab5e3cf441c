/* error 3:14: a function cannot return 'three' */
typedef int three[3];
three f(void);

int main(void)
{
	return 0;
}
