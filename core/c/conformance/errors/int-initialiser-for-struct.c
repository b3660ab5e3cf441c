/* error 6:15: initialis */
struct s { int a; };

int main(void)
{
	struct s s = 5;
	return s.a;
}
