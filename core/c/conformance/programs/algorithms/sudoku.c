/* Backtracking with bit masks. */
#include <stdio.h>

static const char *const puzzle =
	"53..7...." "6..195..." ".98....6." "8...6...3" "4..8.3..1" "7...2...6" ".6....28." "...419..5" "....8..79";
static unsigned rows[9], columns[9], boxes[9];
static char grid[81];
static int tries;

static void mark(int at, int digit, int on)
{
	unsigned bit = 1u << digit;
	int r = at / 9, c = at % 9, b = r / 3 * 3 + c / 3;

	if (on)
		rows[r] |= bit, columns[c] |= bit, boxes[b] |= bit;
	else
		rows[r] &= ~bit, columns[c] &= ~bit, boxes[b] &= ~bit;
	grid[at] = on ? digit : 0;
}

static int solve(int at)
{
	unsigned open;

	while (at < 81 && grid[at])
		at++;
	if (at == 81)
		return 1;
	open = 0x3fe & ~(rows[at / 9] | columns[at % 9] | boxes[at / 27 * 3 + at % 9 / 3]);
	while (open) {
		int digit = __builtin_ctz(open);

		open &= open - 1;
		tries++;
		mark(at, digit, 1);
		if (solve(at + 1))
			return 1;
		mark(at, digit, 0);
	}
	return 0;
}

int main(void)
{
	int i;

	for (i = 0; i < 81; i++)
		if (puzzle[i] != '.')
			mark(i, puzzle[i] - '0', 1);
	if (!solve(0))
		return 1;
	for (i = 0; i < 81; i++)
		printf("%d%s", grid[i], i % 9 == 8 ? "\n" : "");
	printf("%d\n", tries);
	return 0;
}
