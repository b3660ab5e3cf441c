export default String.raw`#ifndef __ERR_H
#define __ERR_H

/* A message on standard error; those with 'err' in the name add errno's. */
void err(int status, const char *format, ...) __attribute__((__noreturn__));
void errx(int status, const char *format, ...) __attribute__((__noreturn__));
void warn(const char *format, ...);
void warnx(const char *format, ...);

#endif
`;
