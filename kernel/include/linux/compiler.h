/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

#define __aligned(bytes)	__attribute__((aligned(bytes)))
#define __noreturn		__attribute__((noreturn))

/* Hints for a branch predictor; the model has none, but readers know them from the kernel. */
#define likely(x)	(x)
#define unlikely(x)	(x)

/* One CPU and no compiler tricks: a plain access is already a single access. */
#define READ_ONCE(x)		(x)
#define WRITE_ONCE(x, value)	((x) = (value))

#define __stringify_1(...)	#__VA_ARGS__
#define __stringify(...)	__stringify_1(__VA_ARGS__)

#define BUILD_BUG_ON(cond)	_Static_assert(!(cond), "BUILD_BUG_ON(" #cond ")")
#define static_assert		_Static_assert

/* Compiles an expression without evaluating it: what a switched-off assertion leaves. */
#define BUILD_BUG_ON_INVALID(e)	((void)sizeof((long)(e)))

#define offsetof(type, member)	__builtin_offsetof(type, member)

/* The structure around a member, from a pointer to the member. */
#define container_of(ptr, type, member)	\
	((type *)((char *)(ptr) - offsetof(type, member)))

/*
 * A flexible array inside a union needs a struct around it, and that struct needs a member
 * before the array; an empty one takes no room.
 */
#define DECLARE_FLEX_ARRAY(type, name)		\
	struct {				\
		struct { } __empty_##name;	\
		type name[];			\
	}

#endif
