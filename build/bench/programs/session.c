/*
 * A long session for the time line: a little of everything, and writes spread over two thousand
 * pages, so that no checkpoint is free.
 */
#include "harness.h"

#define PAGES 2048

struct record {
	unsigned long owner;
	int count;
	short flags;
	unsigned char tag[2];
	struct record *next;
};

static unsigned char arena[PAGES][4096];
static struct record records[256];
/* One word, half of it written all the time: the hard case for "who wrote this half last". */
struct pair {
	int seldom, often;
};

static struct pair pair;
static unsigned long seed = 88172645463325252UL;

static unsigned long next_random(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static void touch(struct record *record, unsigned long where)
{
	unsigned char *byte = &arena[where % PAGES][where / PAGES % 4096];

	*byte += record->count;
	record->owner = where;
	record->count++;
	record->flags ^= 1;
	record->tag[where & 1] = *byte;
	pair.often++;
}

static void prepare(void)
{
	pair.seldom = 1;
	for (int i = 0; i < 256; i++)
		records[i].next = &records[(i * 77 + 1) % 256];
}

static unsigned long work(void)
{
	struct record *record = &records[next_random() % 256];
	struct record copy;

	for (int i = 0; i < 20; i++) {
		touch(record, next_random());
		record = record->next;
	}
	copy = *record;
	copy.count = 0;
	*record = copy;
	return copy.owner;
}
