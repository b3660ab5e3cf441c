/* errno set by failing functions, and its texts. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	printf("%d %d %d %d\n", ENOENT, ENOMEM, EINVAL, ERANGE);
	printf("%s|%s|%s\n", strerror(0), strerror(ENOENT), strerror(EINVAL));
	printf("%s\n", strerror(9999));
	errno = 0;
	if (!fopen("/no/such/folder/file", "r"))
		printf("%d\n", errno == ENOENT);
	errno = 0;
	strtol("99999999999999999999", NULL, 10);
	printf("%d\n", errno == ERANGE);
	errno = 5;
	printf("%d\n", errno++);
	printf("%d\n", errno);
	return 0;
}
