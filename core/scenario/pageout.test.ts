/** `MADV_PAGEOUT` where there is no swap space: what goes, what stays, and how it looks then. */
import { describe, expect, it, vi } from 'vitest';
import { canRunNatively } from './testing/programs.ts';
import { runNative } from './testing/native-run.ts';
import { finished, runUser } from './testing/user-run.ts';

// each run boots a kernel
vi.setConfig({ testTimeout: 120_000 });

const P = 0x10000000;

const FILE = `
	unsigned char in[4];
	int fd = memfd_create("paged", 0);
	see(ftruncate(fd, 3 * PAGE));
	char *p = at(0x20000000, 3, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
	p[0] = 1;
	see(p[PAGE] - 1);
	see(madvise(p, 3 * PAGE, MADV_PAGEOUT));
	see(mincore(p, 3 * PAGE, in));
	printf("%d %d ", p[0], p[PAGE]);
	munmap(p, 3 * PAGE);
	close(fd);
	see(madvise(p, PAGE, MADV_PAGEOUT));`;

describe('MADV_PAGEOUT', () => {
  it('leaves anonymous pages where they are, as if they were in use', () => {
    const { said, page, outcome, warnings } = runUser(`
	char *p = map(2);
	madvise(p, 2 * PAGE, MADV_NOHUGEPAGE);
	p[0] = 1;
	lab_watch(p, 2);
	lab_drain_lru();
	lab_mark("before");
	see(madvise(p, 2 * PAGE, MADV_PAGEOUT));
	lab_mark("after");
	lab_drain_lru();
	lab_mark("drained");
	printf("%d", p[0]);`);
    expect(said).toBe('0 1');
    expect(page('after', P).entry).toBe(page('before', P).entry);
    // in the CPU's batch, which holds a reference
    expect(page('after', P)).toMatchObject({ references: 2, mapcount: 1 });
    expect(page('after', P).flags.split(' ')).toContain('PG_active');
    expect(page('after', P).flags.split(' ')).not.toContain('PG_lru');
    expect(page('drained', P)).toMatchObject({ references: 1, mapcount: 1 });
    expect(page('drained', P).flags.split(' ')).toContain('PG_lru');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('frees what MADV_FREE has given up, unless it was written to since', () => {
    const { said, entry, outcome } = runUser(`
	char *p = map(2);
	madvise(p, 2 * PAGE, MADV_NOHUGEPAGE);
	p[0] = p[PAGE] = 7;
	lab_watch(p, 2);
	lab_drain_lru();
	see(madvise(p, 2 * PAGE, MADV_FREE));
	p[PAGE] = 8;
	see(madvise(p, 2 * PAGE, MADV_PAGEOUT));
	lab_mark("after");
	printf("%d %d", p[0], p[PAGE]);`);
    expect(said).toBe('0 0 0 8');
    expect(entry('after', P)).toBe(0n);
    expect(outcome).toEqual(finished(0));
  });

  it('unmaps pages of tmpfs; what is in them stays', () => {
    const { said, entry, warnings, outcome } = runUser(
      FILE.replace('printf', 'lab_watch(p, 3);\nlab_mark("after");\nprintf'),
    );
    expect(said).toBe('0 0 0 0 1 0 12');
    expect(entry('after', 0x20000000)).toBe(0n);
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it.runIf(canRunNatively)('says of a file what Linux says', () => {
    expect(runUser(FILE).said).toBe(runNative(FILE).said);
  });
});
