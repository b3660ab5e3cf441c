/* error 6:10: request for member 'a' in something that is no struct or union */
struct s { int a; };

int get(struct s *p)
{
	return p.a;
}

int main(void)
{
	return 0;
}
