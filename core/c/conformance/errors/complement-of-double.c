/* error 5:9: wrong type 'double' for this unary operator */
int main(void)
{
	double d = 1;
	return ~d;
}
