/* error 4:7: expected label before '5' */
int main(void)
{
	goto 5;
	return 0;
}
