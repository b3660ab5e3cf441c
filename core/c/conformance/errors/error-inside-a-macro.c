/* error 7:9: undeclared name 'undeclared_factor' */
#define DOUBLE(x) ((x) * undeclared_factor)

int main(void)
{
	int a = 1;
	return DOUBLE(a);
}
