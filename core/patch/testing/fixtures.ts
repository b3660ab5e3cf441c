/** Mails in our own words, beside this file, and the tree they apply to. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export function fixture(name: string): string {
  return readFileSync(path.join(import.meta.dirname, 'fixtures', name), 'utf8');
}

/** The files that `quilt-mail.txt` changes, as they are before. */
export const shelfTree: Record<string, string> = {
  'include/linux/shelf.h': `#ifndef SHELF_H
#define SHELF_H
#include <linux/book.h>

struct shelf {
	struct book *first;
	int spare;
};
`,
  'mm/shelf.c': `#include <linux/shelf.h>

void shelf_init(struct shelf *shelf)
{
	shelf->first = NULL;
}
void shelf_add(struct shelf *shelf, struct book *book)
{
	book->next = shelf->first;
	shelf->first = book;
}

void shelf_remove(struct shelf *shelf, struct book *book)
{
	struct book **at = &shelf->first;

	while (*at && *at != book)
		at = &(*at)->next;

	if (*at)
		*at = book->next;
	book->next = 0;
}
`,
};
