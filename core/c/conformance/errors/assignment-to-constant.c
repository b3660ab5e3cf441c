/* error 4:4: lvalue required as left operand of assignment */
int main(void)
{
	5 = 6;
	return 0;
}
