export default String.raw`#ifndef __STDDEF_H
#define __STDDEF_H

typedef unsigned long size_t;
typedef long ptrdiff_t;
typedef int wchar_t;
typedef struct {
	long long __a __attribute__((aligned(16)));
	long long __b;
} max_align_t;

#undef NULL
#define NULL ((void *)0)
#undef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)

#endif
`;
