/* kfifo: free-running indices, power-of-two size. */
#include <stdio.h>
#include <string.h>

#define FIFO(type, n) struct { unsigned in, out; type data[n]; }
#define fifo_len(f) ((f)->in - (f)->out)
#define fifo_size(f) (sizeof((f)->data) / sizeof((f)->data[0]))
#define fifo_put(f, v)                                                        \
	({                                                                    \
		typeof(f) __f = (f);                                          \
		int __ok = fifo_len(__f) < fifo_size(__f);                    \
		if (__ok)                                                     \
			__f->data[__f->in++ & (fifo_size(__f) - 1)] = (v);    \
		__ok;                                                         \
	})
#define fifo_get(f, p)                                                        \
	({                                                                    \
		typeof(f) __f = (f);                                          \
		int __ok = fifo_len(__f) != 0;                                \
		if (__ok)                                                     \
			*(p) = __f->data[__f->out++ & (fifo_size(__f) - 1)];  \
		__ok;                                                         \
	})

struct event { short kind; long value; };

int main(void)
{
	FIFO(unsigned char, 8) bytes = { .in = -3u, .out = -3u };
	FIFO(struct event, 4) events;
	struct event e;
	unsigned char c;
	int i, put = 0;

	memset(&events, 0, sizeof(events));
	for (i = 0; i < 12; i++)
		put += fifo_put(&bytes, i * 30);
	printf("%d %u\n", put, fifo_len(&bytes));
	while (fifo_get(&bytes, &c))
		printf("%d ", c);
	printf("%u %u\n", bytes.in, bytes.out);
	for (i = 0; i < 10; i++) {
		fifo_put(&events, ((struct event){ i, i * 1000L }));
		if (i % 3 == 2 && fifo_get(&events, &e))
			printf("%d:%ld ", e.kind, e.value);
	}
	printf("%u\n", fifo_len(&events));
	return 0;
}
