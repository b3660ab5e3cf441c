/* error 4:2: switch on a value of type 'double' */
int main(void)
{
	switch (1.5) {
	case 1:
		return 1;
	}
	return 0;
}
