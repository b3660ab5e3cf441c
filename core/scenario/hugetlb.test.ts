/** Huge pages of the pool: struct pages, entries, promises, and what devices see of them. */
import { describe, expect, it } from 'vitest';
import { finished, runUser } from './testing/user-run.ts';

const P = 0x1000_0000;

const FUNCTIONS = `
#define HUGE (2UL << 20)
static char *huge(unsigned long pages, int flags)
{
	return mmap((void *)0x10000000, pages * HUGE, PROT_READ | PROT_WRITE,
		    flags | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
}
`;

const run = (body: string, pages = 2) =>
  runUser(body, { functions: FUNCTIONS, config: { CONFIG_HUGETLB_BOOT_PAGES: pages } });

describe('huge pages of the pool', { timeout: 60_000 }, () => {
  it('are mapped by one entry and counted as a whole', () => {
    const { said, page, entry, outcome, warnings, trace } = run(`
	char *p = huge(1, MAP_PRIVATE);
	lab_watch(p, 1);
	printf("%d ", p[5 * PAGE]);
	lab_mark("read");
	p[0] = 1;
	p[511 * PAGE] = 2;
	lab_mark("written");
	printf("%d %d", p[0], p[511 * PAGE]);`);
    expect(said).toBe('0 1 2');
    const [read, written] = [page('read', P), page('written', P)];
    // Present, huge, user, accessed; no execution. Writable only once it is written; what was saved as
    // dirty (bit 58) before the entry became writable stays, as a real kernel was seen to leave it.
    expect((entry('read', P) ?? 0n) & ~0xf_ffff_ffe0_0000n).toBe(0x8000_0000_0000_00a5n);
    expect((entry('written', P) ?? 0n) & ~0xf_ffff_ffe0_0000n).toBe(0x8400_0000_0000_08e7n);
    expect(read.flags).toBe('PG_uptodate PG_head PG_owner_2');
    expect(read.references).toBe(1);
    expect(read.mapping).toBe('anon 0');
    // The word of the mapcount says what the folio is: PGTY_hugetlb.
    expect(read.mapcount - 1).toBe(0xf400_0000 | 0);
    expect(written.flags).toBe(read.flags);
    expect(trace.recording.stepCount).toBeLessThan(500_000);
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('are promised to mappings, and come back', () => {
    const { said, outcome, warnings } = run(`
	char *p, *q;
	int fd = open("/proc/sys/vm/nr_hugepages", O_RDWR);
	char text[8] = { 0 };
	read(fd, text, 7);
	printf("%c ", text[0]);
	see((long)huge(3, MAP_PRIVATE));
	p = huge(2, MAP_PRIVATE);
	see((long)mmap(0, HUGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0));
	p[0] = 1;
	see(munmap(p, PAGE));
	see(munmap(p + HUGE, HUGE));
	q = mmap(0, HUGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
	q[HUGE - 1] = 2;
	printf("%d %d ", p[0], q[HUGE - 1]);
	see(mprotect(p, HUGE, PROT_READ));
	see(mprotect(p, PAGE, PROT_READ | PROT_WRITE));
	see(madvise(p, HUGE, MADV_DONTNEED));
	printf("%d ", p[0]);
	munmap(p, HUGE);
	munmap(q, HUGE);
	p = huge(2, MAP_PRIVATE | MAP_POPULATE);
	printf("%d ", p[HUGE]);
	see(write(fd, "5", 1) < 0 ? -1 : 0);
	q = mmap(0, 3 * HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
	q[2 * HUGE] = 4;
	munmap(q, 3 * HUGE);
	write(fd, "0\\n", 2);
	see(huge(1, MAP_PRIVATE) == p ? 0 : -1);`);
    expect(said).toBe('2 12 12 22 0 1 2 0 22 0 0 0 0 12');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('show their size to a device, and stay where they are', () => {
    const { said, outcome, warnings } = run(`
	char *p = huge(1, MAP_PRIVATE);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	p[0] = 1;
	p[PAGE] = 2;
	command(fd, HMM_DMIRROR_SNAPSHOT, p, 4);
	printf("%x %x ", buffer[0], buffer[3]);
	command(fd, HMM_DMIRROR_READ, p, 2);
	printf("%d %d ", buffer[0], buffer[PAGE]);
	memset(buffer, 9, 2 * PAGE);
	command(fd, HMM_DMIRROR_WRITE, p + PAGE, 2);
	printf("%d %d %d ", p[0], p[PAGE], p[2 * PAGE]);
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 1);
	mprotect(p, HUGE, PROT_READ);
	command(fd, HMM_DMIRROR_SNAPSHOT, p, 2);
	printf("%x ", buffer[0]);
	command(fd, HMM_DMIRROR_WRITE, p, 1);
	printf("%d", lab_pin(p + PAGE));`);
    expect(said).toBe('0/4/0 6 6 0/2/1 1 2 0/2/1 1 9 9 -22/0/0 0/2/0 5 -1/0/0 -14');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('are copied for a child that writes, as long as there are any', () => {
    const { said, outcome } = runUser(
      `
	char *p = huge(1, MAP_PRIVATE), *s;
	s = mmap(0, HUGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
	p[0] = 1;
	s[0] = 2;
	if (!fork()) {
		p[0] += 10;
		s[0] += 10;
		exit(p[0] * 10 + s[0]);
	}
	int status;
	wait(&status);
	printf("%d %d %d", WEXITSTATUS(status), p[0], s[0]);`,
      {
        functions: `#include <sys/wait.h>\n${FUNCTIONS}`,
        config: { CONFIG_HUGETLB_BOOT_PAGES: 3 },
      },
    );
    expect(said).toBe('122 1 12');
    expect(outcome).toEqual(finished(0));
  });
});
