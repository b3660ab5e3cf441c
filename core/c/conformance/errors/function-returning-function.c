/* error 3:11: a function cannot return 'fn' */
typedef int fn(void);
fn f(void);

int main(void)
{
	return 0;
}
