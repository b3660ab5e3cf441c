/** Mappings and their rights: programs that say the same on Linux, and end in the same way. */
import { expect, it } from 'vitest';
import { describeWithGcc } from '../truth/testing/gcc.ts';
import { runNative } from './testing/native-run.ts';
import { runUser } from './testing/user-run.ts';

const PROGRAMS: Record<string, string> = {
  'maps at a fixed address over what is there': `
	char *p = map(4), *q;
	memset(p, 1, 4 * PAGE);
	q = mmap(p + PAGE, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	printf("%d %d %d %d %d ", q == p + PAGE, p[0], p[PAGE], p[2 * PAGE], p[3 * PAGE]);
	see((long)mmap(p, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0));
	see((long)mmap(p + 1, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0));
	see((long)mmap(p, PAGE, PROT_READ, MAP_ANONYMOUS, -1, 0));
	q = mmap(p, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	printf("%d ", q != p && q != MAP_FAILED);`,
  'unmaps the middle': `
	char *p = map(5);
	for (int i = 0; i < 5; i++)
		p[i * PAGE] = i + 1;
	see(munmap(p + 2 * PAGE, PAGE));
	printf("%d %d ", p[PAGE], p[3 * PAGE]);
	see(munmap(p + 2 * PAGE, PAGE));
	see(munmap(p, 0));
	see(munmap(p + 8, PAGE));
	p[2 * PAGE] = 1;`,
  'takes all rights away and gives them back': `
	char *p = map(3);
	p[0] = 1;
	p[PAGE] = 2;
	see(mprotect(p, 2 * PAGE, PROT_NONE));
	p[2 * PAGE] = 3;
	see(mprotect(p, PAGE, PROT_READ));
	printf("%d ", p[0]);
	see(mprotect(p, 2 * PAGE, PROT_READ | PROT_WRITE));
	p[0] += 10;
	printf("%d %d %d ", p[0], p[PAGE], p[2 * PAGE]);
	see(mprotect(p + 2 * PAGE, 2 * PAGE, PROT_READ));
	see(mprotect(p + 1, PAGE, PROT_READ));
	see(mprotect(p, 0, PROT_READ));
	see(mprotect(p, PAGE, 0x40));
	printf("%d ", p[2 * PAGE]);
	p[2 * PAGE] = 4;`,
  'does not read what it must not': `
	char *p = map(1);
	p[0] = 1;
	mprotect(p, PAGE, PROT_NONE);
	printf("%d", p[0]);`,
  'forgets advised pages': `
	char *p = map(4), *s = shared(4);
	memset(p, 1, 4 * PAGE);
	memset(s, 2, 4 * PAGE);
	see(madvise(p + PAGE, 2 * PAGE, MADV_DONTNEED));
	see(madvise(s + PAGE, 2 * PAGE, MADV_DONTNEED));
	printf("%d %d %d %d ", p[0], p[PAGE], p[2 * PAGE], p[3 * PAGE]);
	printf("%d %d %d %d ", s[0], s[PAGE], s[2 * PAGE], s[3 * PAGE]);
	see(madvise(s + PAGE, 2 * PAGE, MADV_REMOVE));
	printf("%d %d %d %d ", s[0], s[PAGE], s[2 * PAGE], s[3 * PAGE]);
	see(madvise(p + 3 * PAGE, 2 * PAGE, MADV_DONTNEED));
	printf("%d ", p[3 * PAGE]);
	see(madvise(p, PAGE, MADV_FREE));
	p[0] = 7;
	printf("%d %d ", p[0], p[1]);
	see(madvise(s, PAGE, MADV_FREE));
	see(madvise(p + 1, PAGE, MADV_DONTNEED));
	see(madvise(p, PAGE, 77));
	see(madvise(p, PAGE, MADV_REMOVE));`,
  'brings pages in when asked to': `
	char *p = mmap(0, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	p[0] = 1;
	see(madvise(p, 4 * PAGE, MADV_POPULATE_WRITE));
	see(madvise(p, 4 * PAGE, MADV_POPULATE_READ));
	see(mprotect(p, PAGE, PROT_READ));
	see(madvise(p, 2 * PAGE, MADV_POPULATE_WRITE));
	see(madvise(p, 2 * PAGE, MADV_POPULATE_READ));
	munmap(p + PAGE, PAGE);
	see(madvise(p, 3 * PAGE, MADV_POPULATE_READ));
	printf("%d %d", p[0], p[2 * PAGE]);`,
  'moves and resizes': `
	char *p = map(4), *q, *r;
	for (int i = 0; i < 4; i++)
		p[i * PAGE] = i + 1;
	q = mremap(p, 4 * PAGE, 2 * PAGE, 0);
	printf("%d %d ", q == p, q[PAGE]);
	q = mremap(p, 2 * PAGE, 4 * PAGE, 0);
	printf("%d %d %d ", q == p, q[PAGE], q[3 * PAGE]);
	q = mremap(p, 4 * PAGE, 6 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, (void *)0x30000000);
	printf("%d %d %d %d ", q == (char *)0x30000000, q[0], q[PAGE], q[5 * PAGE]);
	r = mremap(q, 6 * PAGE, 6 * PAGE, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, (void *)0);
	printf("%d %d %d ", r != q, r[PAGE], q[PAGE]);
	see((long)mremap(q, PAGE, PAGE, 8));
	see((long)mremap(q + 1, PAGE, PAGE, 0));
	see((long)mremap(q, PAGE, 0, 0));
	see((long)mremap((void *)0x50000000, PAGE, 2 * PAGE, MREMAP_MAYMOVE));
	see((long)mremap(q, 2 * PAGE, 3 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, q + PAGE));
	see((long)mremap(q, 0, PAGE, MREMAP_MAYMOVE));
	see((long)mremap(q, 20 * PAGE, 21 * PAGE, MREMAP_MAYMOVE));
	printf("%d ", p[0]);`,
  'moves shared memory, and maps it twice': `
	char *s = shared(3), *q;
	s[0] = 1;
	s[2 * PAGE] = 3;
	q = mremap(s, 0, 3 * PAGE, MREMAP_MAYMOVE);
	q[PAGE] = 2;
	printf("%d %d %d %d ", q != s, s[0], s[PAGE], q[2 * PAGE]);
	s = mremap(s + PAGE, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, (void *)0x30000000);
	s[0] = 5;
	printf("%d %d %d", s[0], q[PAGE], s[PAGE]);`,
  'is told of an access beyond the end of a file': `
	int fd = memfd_create("file", 0);
	char *p;
	ftruncate(fd, PAGE);
	p = mmap(0, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	p[0] = 1;
	printf("%d", p[PAGE - 1]);
	p[PAGE] = 1;`,
  'loses private copies beyond the new end of a file': `
	int fd = memfd_create("file", 0);
	char *p;
	ftruncate(fd, 2 * PAGE);
	p = mmap(0, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	p[0] = 1;
	p[PAGE] = 2;
	ftruncate(fd, PAGE);
	printf("%d", p[0]);
	printf("%d", p[PAGE]);`,
  'locks and unlocks': `
	char *p = map(4);
	see(mlock(p, 2 * PAGE));
	p[0] = 1;
	see(mlock2(p + PAGE, 2 * PAGE, MLOCK_ONFAULT));
	see(madvise(p, PAGE, MADV_DONTNEED));
	see(munlock(p, 4 * PAGE));
	see(madvise(p, PAGE, MADV_DONTNEED));
	printf("%d ", p[0]);
	see(mlock(p + 3 * PAGE, 2 * PAGE));
	see(munlock(p + 3 * PAGE, 2 * PAGE));
	see(msync(p, 4 * PAGE, MS_ASYNC));
	see(msync(p, 5 * PAGE, MS_SYNC));
	see(msync(p, PAGE, MS_SYNC | MS_ASYNC));
	mprotect(p, PAGE, PROT_NONE);
	see(mlock(p, PAGE));`,
};

describeWithGcc('mappings', () => {
  for (const [title, body] of Object.entries(PROGRAMS)) {
    it(title, () => {
      const run = runUser(body);
      const native = runNative(body);
      expect(run.said).toBe(native.said);
      const exitCode = native.signal && 128 + native.signal;
      expect(run.outcome).toEqual({ kind: 'finished', exitCode });
      expect(run.warnings).toEqual([]);
    });
  }
});
