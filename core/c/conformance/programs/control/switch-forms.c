/* switch: fall-through, default anywhere, empty, nested, on expressions. */
#include <stdio.h>

static int grade(int n)
{
	int r = 0;

	switch (n) {
	default:
		r += 100;
	case 1:
		r += 1;
		break;
	case 2:
	case 3:
		r += 10;
	case 4:
		r += 20;
		break;
	case -5:
		return -1;
	}
	return r;
}

static const char *nested(int a, int b)
{
	switch (a) {
	case 0:
		switch (b) {
		case 0: return "0,0";
		case 1: break;
		default: return "0,?";
		}
		return "0,1";
	case 1:
		switch (b)
		default: return "1,?";
	}
	return "?";
}

int main(void)
{
	int i;

	for (i = -6; i < 6; i++)
		printf("%d ", grade(i));
	printf("\n%s %s %s %s %s\n", nested(0, 0), nested(0, 1), nested(0, 2), nested(1, 0), nested(2, 0));
	switch (3) {
	}
	switch (i * 0 + 2)
	case 2:
		printf("only\n");
	switch (i) {
		int hidden;
	case 6:
		hidden = 8;
		printf("%d\n", hidden);
	}
	for (i = 0; i < 6; i++) {
		switch (i & 3) {
		case 1:
			continue;
		case 2:
			break;
		default:
			printf("%d ", i);
		}
		printf("(%d) ", i);
	}
	printf("\n");
	return 0;
}
