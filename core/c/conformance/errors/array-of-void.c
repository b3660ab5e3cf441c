/* error 2:7: array of incomplete type 'void' */
void a[3];

int main(void)
{
	return 0;
}
