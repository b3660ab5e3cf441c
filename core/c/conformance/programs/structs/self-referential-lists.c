/* Structs that point to their own kind: lists built, reversed, freed. */
#include <stdio.h>
#include <stdlib.h>

struct node {
	int value;
	struct node *next;
};

static struct node *push(struct node *head, int value)
{
	struct node *n = malloc(sizeof(*n));

	*n = (struct node){ value, head };
	return n;
}

static struct node *reverse(struct node *head)
{
	struct node *done = NULL;

	while (head) {
		struct node *next = head->next;

		head->next = done;
		done = head;
		head = next;
	}
	return done;
}

static void remove_even(struct node **link)
{
	while (*link) {
		if ((*link)->value % 2 == 0) {
			struct node *dead = *link;

			*link = dead->next;
			free(dead);
		} else {
			link = &(*link)->next;
		}
	}
}

static void show(const struct node *n)
{
	for (; n; n = n->next)
		printf("%d ", n->value);
	printf("\n");
}

int main(void)
{
	struct node *head = NULL;
	int i;

	for (i = 0; i < 10; i++)
		head = push(head, i * 3);
	show(head);
	head = reverse(head);
	show(head);
	remove_even(&head);
	show(head);
	while (head) {
		struct node *next = head->next;

		free(head);
		head = next;
	}
	show(head);
	return 0;
}
