export default String.raw`/* What the machine provides natively to this library; programs have no need of it. */
#ifndef __LAB_H
#define __LAB_H
#include <stdarg.h>

/* snprintf's contract: writes at most size - 1 bytes and a NUL, returns the full length; -1 on error. */
int __lab_vformat(char *buffer, unsigned long size, const char *format, va_list arguments);
void __lab_stdout(const char *bytes, unsigned long length);
void __lab_stderr(const char *bytes, unsigned long length);
void __lab_exit(int status) __attribute__((__noreturn__));
/* Runs what has the destructor attribute. */
void __lab_destructors(void);

/* Grows the heap by 'increment' bytes and returns where the new bytes start. */
void *__lab_sbrk(long increment);

/* One of the functions numbered below; one-argument functions ignore the second. */
double __lab_math(int operation, double a, double b);

#define __LAB_SIN 0
#define __LAB_COS 1
#define __LAB_TAN 2
#define __LAB_ASIN 3
#define __LAB_ACOS 4
#define __LAB_ATAN 5
#define __LAB_ATAN2 6
#define __LAB_SINH 7
#define __LAB_COSH 8
#define __LAB_TANH 9
#define __LAB_ASINH 10
#define __LAB_ACOSH 11
#define __LAB_ATANH 12
#define __LAB_EXP 13
#define __LAB_EXPM1 14
#define __LAB_LOG 15
#define __LAB_LOG10 16
#define __LAB_LOG2 17
#define __LAB_LOG1P 18
#define __LAB_POW 19
#define __LAB_CBRT 20
#define __LAB_HYPOT 21

/* A system call of the model kernel: its result, or a negative error number. */
long __lab_syscall(long number, long a, long b, long c, long d, long e, long f);

#endif
`;
