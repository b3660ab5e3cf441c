/* error 2:1: invalid preprocessing directive #frobnicate */
#frobnicate

int main(void)
{
	return 0;
}
