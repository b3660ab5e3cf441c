/* error 3:7: 's' is a struct, not a union */
struct s { int a; };
union s *p;

int main(void)
{
	return 0;
}
