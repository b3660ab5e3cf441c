/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bits of one word; flags words and section maps need no more. */
#ifndef _LINUX_BITOPS_H
#define _LINUX_BITOPS_H

#include <linux/types.h>

#define BITS_PER_LONG	64

static inline bool test_bit(int nr, const unsigned long *word)
{
	return (*word >> nr) & 1;
}

static inline void set_bit(int nr, unsigned long *word)
{
	*word |= 1UL << nr;
}

static inline void clear_bit(int nr, unsigned long *word)
{
	*word &= ~(1UL << nr);
}

static inline bool test_and_set_bit(int nr, unsigned long *word)
{
	bool old = test_bit(nr, word);

	set_bit(nr, word);
	return old;
}

static inline bool test_and_clear_bit(int nr, unsigned long *word)
{
	bool old = test_bit(nr, word);

	clear_bit(nr, word);
	return old;
}

/* The same without atomicity, for objects that nobody else can see yet. */
#define __set_bit	set_bit
#define __clear_bit	clear_bit

#endif
