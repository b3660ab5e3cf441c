import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/jumps.c',
  provides: ['__lab_restore_mask', '__lab_save_mask'],
  text: String.raw`/* The signal mask of sigsetjmp and siglongjmp. */
#include <setjmp.h>
#include <signal.h>

enum { MASK_SAVED = 8, MASK };

void __lab_save_mask(unsigned long *place, int mask)
{
	place[MASK_SAVED] = mask && !sigprocmask(SIG_BLOCK, NULL, (sigset_t *)&place[MASK]);
}

void __lab_restore_mask(unsigned long *place)
{
	if (place[MASK_SAVED])
		sigprocmask(SIG_SETMASK, (sigset_t *)&place[MASK], NULL);
}
`,
};
