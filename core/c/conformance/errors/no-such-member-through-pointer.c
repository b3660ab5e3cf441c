/* error 6:12: 'struct s' has no member named 'wrong' */
struct s { int a; };

int get(struct s *p)
{
	return p->wrong;
}

int main(void)
{
	return 0;
}
