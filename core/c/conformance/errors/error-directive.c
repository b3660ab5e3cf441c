/* error 3:2: #error WANTED must be defined */
#ifndef WANTED
#error WANTED must be defined
#endif

int main(void)
{
	return 0;
}
