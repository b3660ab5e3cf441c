/* An interpreter of a small byte code: a switch in a loop, an operand stack, variables. */
#include "harness.h"

enum { PUSH, LOAD, STORE, ADD, SUB, MUL, LESS, JUMP, JUMP_IF_NOT, HALT };

/* for (i = 0; i < 40; i = i + 1) s = s + i * i - 3; */
static const unsigned char program[] = {
	PUSH, 0, STORE, 0,
	LOAD, 0, PUSH, 40, LESS, JUMP_IF_NOT, 33,
	LOAD, 1, LOAD, 0, LOAD, 0, MUL, ADD, PUSH, 3, SUB, STORE, 1,
	LOAD, 0, PUSH, 1, ADD, STORE, 0,
	JUMP, 4,
	[33] = HALT,
};

struct machine {
	const unsigned char *pc;
	long stack[16];
	int depth;
	long variables[4];
};

static struct machine machine;

static void push(struct machine *m, long value)
{
	m->stack[m->depth++] = value;
}

static long pop(struct machine *m)
{
	return m->stack[--m->depth];
}

static void prepare(void)
{
}

static unsigned long work(void)
{
	struct machine *m = &machine;
	long right;

	m->pc = program;
	m->depth = 0;
	for (;;) {
		switch (*m->pc++) {
		case PUSH:
			push(m, *m->pc++);
			break;
		case LOAD:
			push(m, m->variables[*m->pc++]);
			break;
		case STORE:
			m->variables[*m->pc++] = pop(m);
			break;
		case ADD:
			right = pop(m);
			push(m, pop(m) + right);
			break;
		case SUB:
			right = pop(m);
			push(m, pop(m) - right);
			break;
		case MUL:
			right = pop(m);
			push(m, pop(m) * right);
			break;
		case LESS:
			right = pop(m);
			push(m, pop(m) < right);
			break;
		case JUMP:
			m->pc = program + *m->pc;
			break;
		case JUMP_IF_NOT:
			if (pop(m))
				m->pc++;
			else
				m->pc = program + *m->pc;
			break;
		case HALT:
			return m->variables[1];
		}
	}
}
