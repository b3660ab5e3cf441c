/* error 6:9: type name 'number' where an expression is expected */
typedef int number;

int main(void)
{
	return number + 1;
}
