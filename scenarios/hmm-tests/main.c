// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the kernel's hmm-tests check, in our own words: one case of the list below, with devices of
 * one kind. Arguments: the case, and `private` or `coherent`.
 */
#include "cases.h"
#include "hmm.h"

bool coherent;

#define CASE(name) { #name, name },

static const struct {
	const char *name;
	void (*run)(void);
} cases[] = {
	CASES
};

int main(int argc, char **argv)
{
	unsigned long i;

	if (argc != 3) {
		fprintf(stderr, "arguments: a case, and private or coherent\n");
		return 2;
	}
	coherent = strcmp(argv[2], "coherent") == 0;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (strcmp(cases[i].name, argv[1]) == 0) {
			cases[i].run();
			printf("%s, %s: passed\n", argv[1], argv[2]);
			return 0;
		}
	}
	fprintf(stderr, "there is no case %s\n", argv[1]);
	return 2;
}
