/* Code lengths from a tree built with the two lightest nodes, texts coded and decoded. */
#include <stdio.h>
#include <string.h>

struct node { int weight, left, right; unsigned char byte; };

static struct node nodes[512];
static char codes[256][32];

static int lightest(const char *used, int n)
{
	int i, best = -1;

	for (i = 0; i < n; i++)
		if (!used[i] && (best < 0 || nodes[i].weight < nodes[best].weight))
			best = i;
	return best;
}

static void assign(int n, char *code, int depth)
{
	if (nodes[n].left < 0) {
		code[depth] = 0;
		strcpy(codes[nodes[n].byte], code);
		return;
	}
	code[depth] = '0';
	assign(nodes[n].left, code, depth + 1);
	code[depth] = '1';
	assign(nodes[n].right, code, depth + 1);
}

int main(void)
{
	const char *text = "she sells sea shells by the sea shore", *s;
	int count[256] = { 0 }, n = 0, left, i, root, bits = 0;
	char used[512] = { 0 }, code[32], all[512] = "";

	for (s = text; *s; s++)
		count[(unsigned char)*s]++;
	for (i = 0; i < 256; i++)
		if (count[i])
			nodes[n++] = (struct node){ count[i], -1, -1, i };
	for (left = n; left > 1; left--) {
		int a = lightest(used, n), b;

		used[a] = 1;
		b = lightest(used, n);
		used[b] = 1;
		nodes[n++] = (struct node){ nodes[a].weight + nodes[b].weight, a, b, 0 };
	}
	root = n - 1;
	assign(root, code, 0);
	for (i = 0; i < 256; i++)
		if (count[i])
			printf("%c:%s ", i, codes[i]);
	for (s = text; *s; s++) {
		strcat(all, codes[(unsigned char)*s]);
		bits += strlen(codes[(unsigned char)*s]);
	}
	printf("\n%d\n", bits);
	for (s = all, i = root; *s; s++) {
		i = *s == '0' ? nodes[i].left : nodes[i].right;
		if (nodes[i].left < 0) {
			putchar(nodes[i].byte);
			i = root;
		}
	}
	printf("\n");
	return 0;
}
