/* error 4:10: lvalue required */
int main(void)
{
	return 5++;
}
