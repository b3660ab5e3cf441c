/* error 4:12: unterminated comment */
int main(void)
{
	return 0; /* no end
}
