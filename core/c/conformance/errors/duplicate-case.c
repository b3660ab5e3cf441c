/* error 6:2: duplicate case value 1 */
int main(void)
{
	switch (1) {
	case 1:
	case 2 - 1:
		return 1;
	}
	return 0;
}
