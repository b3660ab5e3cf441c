/* error 3:6: a bit-field cannot have type 'int *' */
struct s {
	int *a : 3;
};

int main(void)
{
	return 0;
}
