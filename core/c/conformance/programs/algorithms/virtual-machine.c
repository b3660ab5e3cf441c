/* A brainfuck interpreter with a jump table made first. */
#include <stdio.h>
#include <string.h>

static int run(const char *code)
{
	static unsigned char tape[300];
	short jump[256];
	int stack[16], sp = 0, i, at = 0, steps = 0;

	memset(tape, 0, sizeof(tape));
	for (i = 0; code[i]; i++)
		if (code[i] == '[') {
			stack[sp++] = i;
		} else if (code[i] == ']') {
			jump[i] = stack[--sp];
			jump[stack[sp]] = i;
		}
	for (i = 0; code[i]; i++, steps++)
		switch (code[i]) {
		case '>': at++; break;
		case '<': at--; break;
		case '+': ++tape[at]; break;
		case '-': --tape[at]; break;
		case '.': putchar(tape[at]); break;
		case '[': if (!tape[at]) i = jump[i]; break;
		case ']': if (tape[at]) i = jump[i]; break;
		}
	return steps;
}

int main(void)
{
	printf("%d\n", run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."));
	printf("%d\n", run("++++++[>++++++++<-]>+.+.+.+.<++++++++++."));
	return 0;
}
