/* Pointer chasing: a shuffled doubly linked list is walked, and nodes move to its front. */
#include "harness.h"

#define N 2048

struct node {
	struct node *next, *prev;
	unsigned long value;
	unsigned long visits;
};

static struct node nodes[N];
static struct node head;
static struct node *cursor;

static void add_front(struct node *node)
{
	node->next = head.next;
	node->prev = &head;
	head.next->prev = node;
	head.next = node;
}

static void unlink_node(struct node *node)
{
	node->prev->next = node->next;
	node->next->prev = node->prev;
}

static void prepare(void)
{
	head.next = head.prev = &head;
	for (int i = 0; i < N; i++) {
		nodes[i].value = i;
		add_front(&nodes[i * 1021 % N]);
	}
	cursor = head.next;
}

static unsigned long work(void)
{
	unsigned long sum = 0;
	struct node *moved;

	for (int i = 0; i < 100; i++) {
		cursor->visits++;
		sum += cursor->value;
		cursor = cursor->next;
		if (cursor == &head)
			cursor = cursor->next;
	}
	moved = cursor;
	cursor = cursor->next;
	if (moved != &head) {
		unlink_node(moved);
		add_front(moved);
	}
	return sum;
}
