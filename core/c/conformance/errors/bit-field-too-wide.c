/* error 3:6: bit-field of 33 bits is wider than its type 'int' */
struct s {
	int a : 33;
};

int main(void)
{
	return 0;
}
