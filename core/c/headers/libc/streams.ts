import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/streams.c',
  provides: [
    '__lab_file_write',
    'clearerr',
    'feof',
    'ferror',
    'fflush',
    'fileno',
    'fputc',
    'fputs',
    'fwrite',
    'putc',
    'setbuf',
    'setlinebuf',
    'setvbuf',
    'stderr',
    'stdin',
    'stdout',
  ],
  text: String.raw`/* The three standard streams and byte output. */
#include <errno.h>
#include "__lab.h"
#include "__lab_file.h"

static size_t write_out(FILE *stream, const char *bytes, size_t length)
{
	__lab_stdout(bytes, length);
	return length;
}

static size_t write_error(FILE *stream, const char *bytes, size_t length)
{
	__lab_stderr(bytes, length);
	return length;
}

static size_t read_nothing(FILE *stream, char *bytes, size_t length)
{
	return 0;
}

static struct __lab_file standard_in = { .read = read_nothing, .descriptor = 0, .pushed = EOF };
static struct __lab_file standard_out = { .write = write_out, .descriptor = 1, .pushed = EOF };
static struct __lab_file standard_error = { .write = write_error, .descriptor = 2, .pushed = EOF };

FILE *stdin = &standard_in, *stdout = &standard_out, *stderr = &standard_error;

size_t __lab_file_write(FILE *stream, const char *bytes, size_t length)
{
	if (!stream->write) {
		stream->error = 1;
		errno = EBADF;
		return 0;
	}
	return stream->write(stream, bytes, length);
}

int fputc(int c, FILE *stream)
{
	char byte = c;

	return __lab_file_write(stream, &byte, 1) == 1 ? (unsigned char)byte : EOF;
}

int putc(int c, FILE *stream)
{
	return fputc(c, stream);
}

int fputs(const char *text, FILE *stream)
{
	size_t length = __builtin_strlen(text);

	return __lab_file_write(stream, text, length) == length ? 1 : EOF;
}

size_t fwrite(const void *data, size_t size, size_t count, FILE *stream)
{
	if (size == 0 || count == 0)
		return 0;
	return __lab_file_write(stream, data, size * count) / size;
}

/* Nothing is ever buffered. */
int fflush(FILE *stream)
{
	return 0;
}

int setvbuf(FILE *stream, char *buffer, int mode, size_t size)
{
	return 0;
}

void setbuf(FILE *stream, char *buffer)
{
}

void setlinebuf(FILE *stream)
{
}

int feof(FILE *stream)
{
	return stream->at_end;
}

int ferror(FILE *stream)
{
	return stream->error;
}

void clearerr(FILE *stream)
{
	stream->at_end = 0;
	stream->error = 0;
}

int fileno(FILE *stream)
{
	return stream->descriptor;
}
`,
};
