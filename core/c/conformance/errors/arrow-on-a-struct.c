/* error 7:10: cannot dereference a value of type 'struct s' */
struct s { int a; };

int main(void)
{
	struct s s = { 1 };
	return s->a;
}
