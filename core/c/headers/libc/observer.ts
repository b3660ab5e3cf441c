import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/observer.c',
  provides: ['lab_drain_lru', 'lab_pin', 'lab_unpin'],
  text: String.raw`/* The calls of <lab.h> that need the kernel; the numbers are those of its linux/lab_calls.h. */
#include <lab.h>
#include "__lab.h"

#define LAB_CALL_DRAIN_LRU 0x4c00
#define LAB_CALL_PIN 0x4c01
#define LAB_CALL_UNPIN 0x4c02

void lab_drain_lru(void)
{
	__lab_syscall(LAB_CALL_DRAIN_LRU, 0, 0, 0, 0, 0, 0);
}

int lab_pin(void *address)
{
	return (int)__lab_syscall(LAB_CALL_PIN, (long)address, 0, 0, 0, 0, 0);
}

void lab_unpin(void)
{
	__lab_syscall(LAB_CALL_UNPIN, 0, 0, 0, 0, 0, 0);
}
`,
};
