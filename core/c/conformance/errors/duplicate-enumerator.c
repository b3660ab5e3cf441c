/* error 2:16: redeclaration of 'A' */
enum e { A, B, A };

int main(void)
{
	return A;
}
