/* error 2:1: 'int signed unsigned' is no type */
signed unsigned int x;

int main(void)
{
	return 0;
}
