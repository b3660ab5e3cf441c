/* error 5:10: request for member 'a' in something that is no struct or union */
int main(void)
{
	int i = 3;
	return i.a;
}
