/* An array without a length at the end of a struct. */
#include <stdio.h>
#include <stdlib.h>
#include <stddef.h>

struct message {
	unsigned short length;
	char tag;
	int data[];
};

struct bytes {
	long size;
	unsigned char byte[];
};

static struct bytes fixed = { 3, { 1, 2, 3 } };

static struct message *make(int n, char tag)
{
	struct message *m = malloc(sizeof(*m) + n * sizeof(m->data[0]));
	int i;

	m->length = n;
	m->tag = tag;
	for (i = 0; i < n; i++)
		m->data[i] = i * i;
	return m;
}

int main(void)
{
	struct message *m = make(6, 'm'), copy = *m;
	int i, sum = 0;

	for (i = 0; i < m->length; i++)
		sum += m->data[i];
	printf("%d %c %d\n", m->length, m->tag, sum);
	printf("%zu %zu\n", sizeof(struct message), offsetof(struct message, data));
	printf("%zu %zu\n", sizeof(struct bytes), offsetof(struct bytes, byte[2]));
	printf("%c %d\n", copy.tag, copy.length);
	printf("%ld %d\n", fixed.size, fixed.byte[2]);
	printf("%d\n", (char *)&m->data[6] - (char *)m == 28);
	free(m);
	return 0;
}
