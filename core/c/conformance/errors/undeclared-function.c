/* error 4:9: implicit declaration of function 'missing' */
int main(void)
{
	return missing(3);
}
