/* error 4:17: initialiser element is not constant */
int main(int argc, char **argv)
{
	static int x = argc;
	return x;
}
