/* error 4:9: empty character constant */
int main(void)
{
	return '';
}
