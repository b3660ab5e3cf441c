/* A recursive-descent JSON reader that builds a tree and prints it again. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { NUL, BOOL, NUMBER, STRING, ARRAY, OBJECT };

struct value {
	enum kind kind;
	union {
		int truth;
		double number;
		char *string;
		struct { struct value *first, *last; int count; };
	};
	char *key;
	struct value *next;
};

static const char *at;

static void skip(void)
{
	while (isspace((unsigned char)*at))
		at++;
}

static char *string(void)
{
	char buffer[64];
	int n = 0;

	for (at++; *at != '"'; at++) {
		char c = *at;

		if (c == '\\') {
			c = *++at;
			switch (c) {
			case 'n': c = '\n'; break;
			case 't': c = '\t'; break;
			case 'u': c = (char)strtol((char[]){ at[3], at[4], 0 }, NULL, 16); at += 4; break;
			}
		}
		buffer[n++] = c;
	}
	at++;
	buffer[n] = 0;
	return strdup(buffer);
}

static struct value *parse(void)
{
	struct value *v = calloc(1, sizeof(*v));

	skip();
	if (*at == '{' || *at == '[') {
		char close = *at == '{' ? '}' : ']';

		v->kind = *at++ == '{' ? OBJECT : ARRAY;
		for (skip(); *at != close; skip()) {
			char *key = NULL;
			struct value *child;

			if (v->kind == OBJECT) {
				key = string();
				skip();
				at++;
			}
			child = parse();
			child->key = key;
			if (v->last)
				v->last->next = child;
			else
				v->first = child;
			v->last = child;
			v->count++;
			skip();
			if (*at == ',')
				at++;
			skip();
		}
		at++;
	} else if (*at == '"') {
		v->kind = STRING;
		v->string = string();
	} else if (*at == 't' || *at == 'f') {
		v->kind = BOOL;
		v->truth = *at == 't';
		at += v->truth ? 4 : 5;
	} else if (*at == 'n') {
		at += 4;
	} else {
		char *end;

		v->kind = NUMBER;
		v->number = strtod(at, &end);
		at = end;
	}
	return v;
}

static void print(const struct value *v)
{
	const struct value *child;

	switch (v->kind) {
	case NUL: printf("null"); break;
	case BOOL: printf(v->truth ? "true" : "false"); break;
	case NUMBER: printf("%g", v->number); break;
	case STRING: printf("\"%s\"", v->string); break;
	case ARRAY:
	case OBJECT:
		printf("%c%d:", v->kind == ARRAY ? '[' : '{', v->count);
		for (child = v->first; child; child = child->next) {
			if (child->key)
				printf("%s=", child->key);
			print(child);
			printf(child->next ? "," : "");
		}
		putchar(v->kind == ARRAY ? ']' : '}');
	}
}

static void discard(struct value *v)
{
	while (v) {
		struct value *next = v->next;

		if (v->kind >= ARRAY)
			discard(v->first);
		else if (v->kind == STRING)
			free(v->string);
		free(v->key);
		free(v);
		v = next;
	}
}

int main(void)
{
	struct value *v;

	at = " { \"name\" : \"fol\\u0069o\", \"list\":[1,-2.5,3e2, [ ], {}], \"t\":true,\n\"n\":null ,\"deep\":[[[\"x\\ty\"]]] } ";
	v = parse();
	print(v);
	printf("\n");
	discard(v);
	return 0;
}
