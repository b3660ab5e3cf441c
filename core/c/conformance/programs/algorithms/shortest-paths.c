/* Dijkstra with a binary heap, Floyd-Warshall to check. */
#include <stdio.h>

#define N 12
#define FAR 1000000

static int weight[N][N], all[N][N];

struct heap { int size; struct { int node, cost; } at[256]; };

static void push(struct heap *h, int node, int cost)
{
	int i = h->size++;

	for (; i && h->at[(i - 1) / 2].cost > cost; i = (i - 1) / 2)
		h->at[i] = h->at[(i - 1) / 2];
	h->at[i].node = node;
	h->at[i].cost = cost;
}

static int pop(struct heap *h, int *cost)
{
	int node = h->at[0].node, i = 0, child;
	typeof(h->at[0]) last = h->at[--h->size];

	*cost = h->at[0].cost;
	while ((child = 2 * i + 1) < h->size) {
		if (child + 1 < h->size && h->at[child + 1].cost < h->at[child].cost)
			child++;
		if (h->at[child].cost >= last.cost)
			break;
		h->at[i] = h->at[child];
		i = child;
	}
	h->at[i] = last;
	return node;
}

int main(void)
{
	int i, j, k, cost, dist[N], differences = 0;
	unsigned x = 7;
	static struct heap heap;

	for (i = 0; i < N; i++)
		for (j = 0; j < N; j++) {
			x = x * 69069 + 1;
			weight[i][j] = all[i][j] = i == j ? 0 : (x >> 16) % 4 ? FAR : (int)(x >> 20) % 50 + 1;
		}
	for (k = 0; k < N; k++)
		for (i = 0; i < N; i++)
			for (j = 0; j < N; j++)
				if (all[i][k] + all[k][j] < all[i][j])
					all[i][j] = all[i][k] + all[k][j];
	for (k = 0; k < N; k++) {
		for (i = 0; i < N; i++)
			dist[i] = FAR;
		push(&heap, k, dist[k] = 0);
		while (heap.size) {
			i = pop(&heap, &cost);
			for (j = 0; cost == dist[i] && j < N; j++)
				if (weight[i][j] < FAR && cost + weight[i][j] < dist[j])
					push(&heap, j, dist[j] = cost + weight[i][j]);
		}
		for (i = 0; i < N; i++)
			differences += dist[i] != (all[k][i] > FAR ? FAR : all[k][i]);
		printf("%d ", dist[(k + 5) % N]);
	}
	printf("\n%d\n", differences);
	return differences;
}
