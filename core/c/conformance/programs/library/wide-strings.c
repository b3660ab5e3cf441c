/* wchar.h: the functions on strings. */
#include <stdio.h>
#include <wchar.h>

static int sign(int n) { return (n > 0) - (n < 0); }

int main(void)
{
	wchar_t a[32] = L"one", b[8];

	wcscat(a, L" two");
	wcsncpy(b, a, 7);
	b[7] = 0;
	printf("%zu %d %d\n", wcslen(a), wcscmp(a, b), sign(wcscmp(L"a", L"b")));
	printf("%ld %ld %d\n", (long)(wcschr(a, L't') - a), (long)(wcsrchr(a, L'o') - a), wcschr(a, L'z') == NULL);
	printf("%ld %d\n", (long)(wcsstr(a, L"two") - a), wcsstr(a, L"three") == NULL);
	wmemset(b, L'x', 3);
	printf("%d %d\n", wmemcmp(b, L"xxx", 3), sign(wcsncmp(b, L"xxz", 3)));
	wmemmove(b + 1, b, 4);
	printf("%lc%lc%lc %ls\n", (wint_t)b[0], (wint_t)b[4], (wint_t)b[6], a);
	return sizeof(wchar_t) - 4;
}
