/* File-scope objects declared several times, completed later. */
#include <stdio.h>

extern int sizes[];
int count;
extern int count;
static int internal;
static int internal;
struct node;
extern struct node first;
static struct node *address_of_first(void);

int main(void)
{
	printf("%d %d %d\n", count, internal, sizes[2]);
	printf("%d\n", address_of_first() == &first);
	return 0;
}

int count;
static int internal = 4;
int sizes[3] = { 1, 2, 3 };
struct node { struct node *next; };
struct node first = { &first };
static struct node *address_of_first(void) { return first.next; }
