/* error 6:12: 'struct later' is incomplete here */
struct later;

int get(struct later *p)
{
	return p->a;
}

int main(void)
{
	return 0;
}
