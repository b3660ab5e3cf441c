/* volatile objects in expressions, structs and loops. */
#include <stdio.h>

struct device {
	volatile unsigned control;
	unsigned volatile status;
	int plain;
};

static volatile int flag = 3;

int main(void)
{
	volatile struct device d = { 1, 2, 3 };
	struct device *volatile p = (struct device *)&d;
	volatile char buffer[4] = "abc";
	int n = 0;

	while (flag)
		flag--, n++;
	d.control |= 0x80;
	p->status = p->control + d.status++;
	printf("%d %u %u %d\n", n, p->control, d.status, p->plain);
	buffer[1]++;
	printf("%c%c\n", buffer[1], buffer[2]);
	*(volatile int *)&n = 9;
	printf("%d\n", n);
	(void)flag;
	d.plain;
	return 0;
}
