/* error 3:6: zero width */
struct s {
	int a : 0;
};

int main(void)
{
	return 0;
}
