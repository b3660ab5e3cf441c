/* error 4:29: _Generic */
int main(void)
{
	return _Generic(1, int: 1, signed int: 2);
}
