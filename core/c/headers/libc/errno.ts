import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/errno.c',
  provides: ['__lab_errno'],
  text: String.raw`/* The one error number of the one thread. */
int __lab_errno;
`,
};
