/* error 4:9: no case of _Generic matches 'double' */
int main(void)
{
	return _Generic(1.5, int: 1, char: 2);
}
