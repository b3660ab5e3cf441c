/* error 6:2: second default label in one switch */
int main(void)
{
	switch (1) {
	default:
	default:
		return 1;
	}
	return 0;
}
