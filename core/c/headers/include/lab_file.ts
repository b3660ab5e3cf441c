export default String.raw`/* The inside of a FILE: shared by the library's own sources. */
#ifndef __LAB_FILE_H
#define __LAB_FILE_H
#include <stdio.h>

struct __lab_file {
	/* Both return how many bytes they moved; NULL where the stream has no such direction. */
	size_t (*write)(FILE *stream, const char *bytes, size_t length);
	size_t (*read)(FILE *stream, char *bytes, size_t length);
	int descriptor;
	int error, at_end;
	/* One byte pushed back by ungetc, or EOF. */
	int pushed;
	/* Only for files in memory. */
	struct __lab_inode *inode;
	size_t position;
	int append;
};

/* Writes all or sets the error flag; returns the number of bytes written. */
size_t __lab_file_write(FILE *stream, const char *bytes, size_t length);

#endif
`;
