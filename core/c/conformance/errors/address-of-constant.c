/* error 4:11: lvalue required as operand of unary & */
int main(void)
{
	int *p = &5;
	return *p;
}
