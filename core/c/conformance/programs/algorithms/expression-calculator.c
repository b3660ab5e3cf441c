/* Recursive descent over the operators of C, values in long. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *at;

static int accept(const char *token)
{
	size_t n = strlen(token);

	while (*at == ' ')
		at++;
	if (strncmp(at, token, n) != 0)
		return 0;
	at += n;
	return 1;
}

static long ternary(void);

static long primary(void)
{
	if (accept("(")) {
		long v = ternary();

		accept(")");
		return v;
	}
	if (accept("-"))
		return -primary();
	if (accept("~"))
		return ~primary();
	if (accept("!"))
		return !primary();
	while (*at == ' ')
		at++;
	return strtol(at, (char **)&at, 0);
}

static const struct { const char *token; int level; } operators[] = {
	{ "||", 1 }, { "&&", 2 }, { "<<", 6 }, { ">>", 6 }, { "<=", 5 }, { ">=", 5 }, { "==", 4 }, { "!=", 4 },
	{ "<", 5 }, { ">", 5 }, { "+", 7 }, { "-", 7 }, { "*", 8 }, { "/", 8 }, { "%", 8 }, { "|", 3 }, { "&", 3 },
};

static long apply(const char *op, long a, long b)
{
	switch (op[0] << 8 | op[1]) {
	case '|' << 8 | '|': return a || b;
	case '&' << 8 | '&': return a && b;
	case '<' << 8 | '<': return a << b;
	case '>' << 8 | '>': return a >> b;
	case '<' << 8 | '=': return a <= b;
	case '>' << 8 | '=': return a >= b;
	case '=' << 8 | '=': return a == b;
	case '!' << 8 | '=': return a != b;
	case '<' << 8: return a < b;
	case '>' << 8: return a > b;
	case '+' << 8: return a + b;
	case '-' << 8: return a - b;
	case '*' << 8: return a * b;
	case '/' << 8: return a / b;
	case '%' << 8: return a % b;
	case '|' << 8: return a | b;
	case '&' << 8: return a & b;
	}
	abort();
}

static long binary(int level)
{
	long left = level > 8 ? primary() : binary(level + 1);
	unsigned i;

	if (level > 8)
		return left;
again:
	for (i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
		const char *before = at;

		if (!accept(operators[i].token))
			continue;
		if (operators[i].level != level) {
			at = before;
			break;
		}
		left = apply(operators[i].token, left, binary(level + 1));
		goto again;
	}
	return left;
}

static long ternary(void)
{
	long c = binary(1);

	if (accept("?")) {
		long a = ternary(), b;

		accept(":");
		b = ternary();
		return c ? a : b;
	}
	return c;
}

int main(void)
{
	static const char *const lines[] = {
		"1 + 2 * 3", "(1 + 2) * 3", "-7 / 2 - -7 % 2", "1 << 4 >> 2", "3 > 2 == 1 && !0",
		"0x10 + 010", "5 - 3 - 1", "1 ? 0 ? 2 : 3 : 4", "~0 & 0xff | 0x100", "2 * (3 + 4 * (5 - 6))",
	};
	unsigned i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		at = lines[i];
		printf("%s = %ld\n", lines[i], ternary());
	}
	return 0;
}
