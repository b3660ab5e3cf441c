/* error 5:4: lvalue required as left operand of assignment */
int main(void)
{
	int a[3], b[3] = { 0 };
	a = b;
	return a[0];
}
