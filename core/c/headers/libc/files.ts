import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/files.c',
  provides: [
    'fclose',
    'fgetpos',
    'fopen',
    'freopen',
    'fseek',
    'fsetpos',
    'ftell',
    'remove',
    'rename',
    'rewind',
    'tmpfile',
  ],
  text: String.raw`/* Files that live in the program's own memory: a list of named byte arrays. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "__lab_file.h"

struct __lab_inode {
	struct __lab_inode *next;
	char *name;
	char *bytes;
	size_t size, room;
};

static struct __lab_inode *inodes;
static int next_descriptor = 3;

static struct __lab_inode *find(const char *path)
{
	struct __lab_inode *inode = inodes;

	while (inode && strcmp(inode->name, path) != 0)
		inode = inode->next;
	return inode;
}

static struct __lab_inode *create(const char *path)
{
	struct __lab_inode *inode = calloc(1, sizeof(*inode));

	if (!inode)
		return NULL;
	inode->name = strdup(path);
	inode->next = inodes;
	inodes = inode;
	return inode;
}

static size_t write_file(FILE *stream, const char *bytes, size_t length)
{
	struct __lab_inode *inode = stream->inode;
	size_t end;

	if (stream->append)
		stream->position = inode->size;
	end = stream->position + length;
	if (end > inode->room) {
		size_t room = end * 2;
		char *grown = realloc(inode->bytes, room);

		if (!grown) {
			stream->error = 1;
			return 0;
		}
		inode->bytes = grown;
		inode->room = room;
	}
	if (stream->position > inode->size)
		memset(inode->bytes + inode->size, 0, stream->position - inode->size);
	memcpy(inode->bytes + stream->position, bytes, length);
	stream->position = end;
	if (end > inode->size)
		inode->size = end;
	return length;
}

static size_t read_file(FILE *stream, char *bytes, size_t length)
{
	struct __lab_inode *inode = stream->inode;
	size_t left = stream->position < inode->size ? inode->size - stream->position : 0;

	if (length > left)
		length = left;
	memcpy(bytes, inode->bytes + stream->position, length);
	stream->position += length;
	return length;
}

/* Makes 'stream' an open file; 0 if it cannot be opened. */
static int open_into(FILE *stream, const char *path, const char *mode)
{
	struct __lab_inode *inode = find(path);
	int both = strchr(mode, '+') != NULL;

	if (mode[0] != 'r' && mode[0] != 'w' && mode[0] != 'a') {
		errno = EINVAL;
		return 0;
	}
	if (!inode) {
		if (mode[0] == 'r') {
			errno = ENOENT;
			return 0;
		}
		inode = create(path);
		if (!inode)
			return 0;
	}
	if (mode[0] == 'w')
		inode->size = 0;
	memset(stream, 0, sizeof(*stream));
	stream->inode = inode;
	stream->read = mode[0] == 'r' || both ? read_file : NULL;
	stream->write = mode[0] != 'r' || both ? write_file : NULL;
	stream->append = mode[0] == 'a';
	stream->pushed = EOF;
	stream->descriptor = next_descriptor++;
	return 1;
}

FILE *fopen(const char *path, const char *mode)
{
	FILE *stream = malloc(sizeof(*stream));

	if (stream && !open_into(stream, path, mode)) {
		free(stream);
		stream = NULL;
	}
	return stream;
}

FILE *freopen(const char *path, const char *mode, FILE *stream)
{
	return open_into(stream, path, mode) ? stream : NULL;
}

FILE *tmpfile(void)
{
	static int number;
	char name[32];

	snprintf(name, sizeof(name), "/tmp/tmpfile-%d", number++);
	return fopen(name, "w+");
}

int fclose(FILE *stream)
{
	if (stream->inode)
		free(stream);
	return 0;
}

int fseek(FILE *stream, long offset, int whence)
{
	long start = whence == SEEK_SET ? 0
		     : whence == SEEK_CUR ? (long)stream->position - (stream->pushed != EOF)
		     : stream->inode ? (long)stream->inode->size : 0;

	if (!stream->inode || start + offset < 0) {
		errno = stream->inode ? EINVAL : ESPIPE;
		return -1;
	}
	stream->position = (size_t)(start + offset);
	stream->pushed = EOF;
	stream->at_end = 0;
	return 0;
}

long ftell(FILE *stream)
{
	if (!stream->inode) {
		errno = ESPIPE;
		return -1;
	}
	return (long)stream->position - (stream->pushed != EOF);
}

void rewind(FILE *stream)
{
	fseek(stream, 0, SEEK_SET);
	stream->error = 0;
}

int fgetpos(FILE *stream, fpos_t *position)
{
	*position = ftell(stream);
	return *position < 0 ? -1 : 0;
}

int fsetpos(FILE *stream, const fpos_t *position)
{
	return fseek(stream, *position, SEEK_SET);
}

/* An open file keeps its bytes; only the name goes. */
int remove(const char *path)
{
	struct __lab_inode **link = &inodes;

	while (*link && strcmp((*link)->name, path) != 0)
		link = &(*link)->next;
	if (!*link) {
		errno = ENOENT;
		return -1;
	}
	*link = (*link)->next;
	return 0;
}

int rename(const char *from, const char *to)
{
	struct __lab_inode *inode = find(from);
	char *name;

	if (!inode) {
		errno = ENOENT;
		return -1;
	}
	if (strcmp(from, to) == 0)
		return 0;
	name = strdup(to);
	if (!name)
		return -1;
	if (find(to))
		remove(to);
	free(inode->name);
	inode->name = name;
	return 0;
}
`,
};
