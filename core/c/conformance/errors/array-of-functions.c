/* error 2:6: array of functions */
int f[3](void);

int main(void)
{
	return 0;
}
