/* error 3:6: conflicting types for 'f': 'long (int)' here, 'int (int)' before */
int f(int);
long f(int);

int main(void)
{
	return 0;
}
