/* error 2:14: array index in initialiser is out of range */
int a[3] = { [-1] = 1 };

int main(void)
{
	return 0;
}
