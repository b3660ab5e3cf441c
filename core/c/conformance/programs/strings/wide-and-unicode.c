/* L, u, U and u8 strings and characters. */
#include <stddef.h>
#include <stdio.h>

static const wchar_t wide[] = L"a\u20ac\U0001F600z";
static const unsigned short utf16[] = u"a\u20ac\U0001F600";
static const unsigned utf32[] = U"\U0001F600b";
static const char utf8[] = u8"\u20ac";

int main(void)
{
	unsigned i;
	wchar_t c = L'\u00e9', local[4] = L"xy";

	for (i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		printf("%x ", (unsigned)wide[i]);
	for (i = 0; i < sizeof(utf16) / sizeof(utf16[0]); i++)
		printf("%x ", utf16[i]);
	for (i = 0; i < sizeof(utf32) / sizeof(utf32[0]); i++)
		printf("%x ", utf32[i]);
	printf("\n%zu %zu %zu %zu\n", sizeof(wide), sizeof(utf16), sizeof(utf32), sizeof(utf8));
	printf("%x %x %x %x\n", (unsigned)c, u'\u20ac', U'\U0001F600', (unsigned)local[1]);
	printf("%d\n", (int)local[3]);
	return 0;
}
