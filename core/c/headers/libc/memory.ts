import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/memory.c',
  provides: [
    'aligned_alloc',
    'calloc',
    'free',
    'malloc',
    'posix_memalign',
    'realloc',
    'reallocarray',
  ],
  text: String.raw`/*
 * The heap: blocks in address order, each behind a 16-byte header, first fit, neighbours joined
 * when they are freed. Plain enough to be read byte by byte in the lab.
 */
#include <errno.h>
#include <stdlib.h>
#include "__lab.h"

struct block {
	/* Bytes after the header, a multiple of 16; the lowest bit is set while the block is in use. */
	unsigned long size;
	/* The block before this one in memory, or NULL. */
	struct block *previous;
};

#define IN_USE 1UL
#define HEADER sizeof(struct block)
#define LIMIT (1UL << 46)

static struct block *first, *last;

static unsigned long size_of(struct block *block)
{
	return block->size & ~IN_USE;
}

static struct block *after(struct block *block)
{
	return block == last ? NULL : (struct block *)((char *)(block + 1) + size_of(block));
}

/* Cuts what 'block' has beyond 'size' off as a free block of its own. */
static void split(struct block *block, unsigned long size)
{
	unsigned long rest = size_of(block) - size;
	struct block *tail, *next;

	if (rest < HEADER + 16)
		return;
	next = after(block);
	tail = (struct block *)((char *)(block + 1) + size);
	tail->size = rest - HEADER;
	tail->previous = block;
	if (next)
		next->previous = tail;
	else
		last = tail;
	block->size = size | (block->size & IN_USE);
}

/* Joins 'block' with its successor if that is free. */
static void join_next(struct block *block)
{
	struct block *next = after(block), *beyond;

	if (!next || (next->size & IN_USE))
		return;
	beyond = after(next);
	block->size += HEADER + next->size;
	if (beyond)
		beyond->previous = block;
	else
		last = block;
}

/* A new block of 'size' bytes at the end of the heap; NULL if the machine has no more. */
static struct block *extend(unsigned long size)
{
	struct block *block = __lab_sbrk((long)(HEADER + size));

	if (!block || block == (struct block *)-1L)
		return NULL;
	block->size = size;
	block->previous = last;
	if (!first)
		first = block;
	last = block;
	return block;
}

void *malloc(size_t size)
{
	struct block *block;

	if (size > LIMIT) {
		errno = ENOMEM;
		return NULL;
	}
	size = size < 16 ? 16 : (size + 15) & ~15UL;
	for (block = first; block; block = after(block))
		if (!(block->size & IN_USE) && block->size >= size)
			break;
	if (!block)
		block = extend(size);
	if (!block) {
		errno = ENOMEM;
		return NULL;
	}
	split(block, size);
	block->size |= IN_USE;
	return block + 1;
}

void free(void *address)
{
	struct block *block = (struct block *)address - 1;

	if (!address)
		return;
	block->size &= ~IN_USE;
	join_next(block);
	if (block->previous && !(block->previous->size & IN_USE))
		join_next(block->previous);
}

void *calloc(size_t count, size_t size)
{
	void *address;

	if (size && count > LIMIT / size) {
		errno = ENOMEM;
		return NULL;
	}
	address = malloc(count * size);
	if (address)
		__builtin_memset(address, 0, count * size);
	return address;
}

void *realloc(void *address, size_t size)
{
	struct block *block = (struct block *)address - 1;
	unsigned long rounded = size < 16 ? 16 : (size + 15) & ~15UL;
	void *moved;

	if (!address)
		return malloc(size);
	if (size == 0) {
		free(address);
		return NULL;
	}
	if (size <= LIMIT) {
		if (rounded > size_of(block))
			join_next(block);
		if (rounded <= size_of(block)) {
			split(block, rounded);
			return address;
		}
	}
	moved = malloc(size);
	if (moved) {
		__builtin_memcpy(moved, address, size_of(block) < size ? size_of(block) : size);
		free(address);
	}
	return moved;
}

void *reallocarray(void *address, size_t count, size_t size)
{
	if (size && count > LIMIT / size) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(address, count * size);
}

/* Takes a block with room to spare and cuts an aligned one out of its middle. */
void *aligned_alloc(size_t alignment, size_t size)
{
	char *address, *aligned;
	struct block *block, *cut, *next;

	if (alignment <= 16)
		return malloc(size);
	size = size < 16 ? 16 : (size + 15) & ~15UL;
	address = malloc(size + alignment + HEADER);
	if (!address || ((unsigned long)address & (alignment - 1)) == 0)
		return address;
	aligned = (char *)(((unsigned long)address + HEADER + alignment - 1) & ~(alignment - 1));
	block = (struct block *)address - 1;
	cut = (struct block *)aligned - 1;
	next = after(block);
	cut->size = (size_of(block) - (unsigned long)(aligned - address)) | IN_USE;
	cut->previous = block;
	if (next)
		next->previous = cut;
	else
		last = cut;
	block->size = ((unsigned long)(aligned - address) - HEADER) | IN_USE;
	free(address);
	split(cut, size);
	return aligned;
}

int posix_memalign(void **result, size_t alignment, size_t size)
{
	if (alignment < sizeof(void *) || (alignment & (alignment - 1)))
		return EINVAL;
	*result = aligned_alloc(alignment, size);
	return *result ? 0 : ENOMEM;
}
`,
};
