/* error 3:14: value of enumerator 'A' is not an integer constant */
int n = 3;
enum e { A = n };

int main(void)
{
	return A;
}
