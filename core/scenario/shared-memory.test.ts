/** Shared anonymous memory on the model kernel: contents, entries, flags and counts as on Linux. */
import { describe, expect, it } from 'vitest';
import { finished, runUser } from './testing/user-run.ts';

const P = 0x2000_0000;

describe('shared anonymous memory', { timeout: 60_000 }, () => {
  it('faults in folios of a file that has no name', () => {
    const run = runUser(`
	char *p = shared(4);
	lab_watch(p, 4);
	p[0] = 1;
	printf("%d ", p[4096]);
	lab_mark("touched");
	lab_drain_lru();
	lab_mark("drained");
	p[4096] = 2;
	printf("%d %d %d", p[0], p[4096], p[2 * 4096]);
	lab_mark("written");`);
    expect(run.said).toBe('0 1 2 0');
    const written = run.page('touched', P);
    expect(written.flags).toBe('PG_uptodate PG_dirty PG_active PG_swapbacked');
    expect(written).toMatchObject({ references: 3, mapcount: 1, mapping: 'file 0' });
    expect(written.entry & ~0xf_ffff_ffff_f000n).toBe(0x8000_0000_0000_0867n);

    // A read maps it writable at once, as nobody wants to know of the write; but it is clean.
    const read = run.page('touched', P + 4096);
    expect(read.flags).toBe('PG_uptodate PG_active PG_swapbacked');
    expect(read).toMatchObject({ references: 3, mapcount: 1, mapping: 'file 1' });
    expect(read.entry & ~0xf_ffff_ffff_f000n).toBe(0x8000_0000_0000_0027n);

    const drained = run.page('drained', P);
    expect(drained.flags).toBe('PG_uptodate PG_dirty PG_lru PG_swapbacked');
    expect(drained.references).toBe(2);
    // The processor marks the entry; the folio learns of it when the entry goes.
    expect(run.page('written', P + 4096).entry & 0xfffn).toBe(0x067n);
    expect(run.page('written', P + 4096).flags).not.toContain('dirty');
    expect(run.warnings).toEqual([]);
    expect(run.outcome).toEqual(finished(0));
  });

  it('maps around a read what is there already', () => {
    const run = runUser(`
	char *p = shared(8), *q;
	for (int i = 0; i < 4; i++)
		p[i * PAGE] = 10 + i;
	madvise(p, 8 * PAGE, MADV_DONTNEED);
	lab_watch(p, 8);
	lab_mark("zapped");
	printf("%d ", p[PAGE]);
	lab_mark("read");
	printf("%d %d %d", p[0], p[3 * PAGE], p[5 * PAGE]);`);
    expect(run.said).toBe('11 10 13 0');
    expect(run.entry('zapped', P)).toBe(0n);
    for (let i = 0; i < 4; i++) {
      expect(run.page('read', P + i * 4096)).toMatchObject({ references: 2, mapcount: 1 });
    }
    // Zapping has told the folio that it was written and used.
    expect(run.page('read', P).flags).toBe(
      'PG_referenced PG_uptodate PG_dirty PG_lru PG_swapbacked',
    );
    expect(run.entry('read', P + 4 * 4096)).toBe(0n);
    expect(run.outcome).toEqual(finished(0));
  });

  it('cannot move to a device, and is left as it was', () => {
    const run = runUser(`
	char *p = shared(2);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	p[0] = 1;
	p[PAGE] = 2;
	lab_watch(p, 2);
	lab_drain_lru();
	lab_mark("before");
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 2);
	lab_mark("after");
	lab_drain_lru();
	lab_mark("drained");
	printf("%d %d ", p[0], p[PAGE]);
	command(fd, HMM_DMIRROR_READ, p, 2);
	printf("%d %d ", buffer[0], buffer[PAGE]);
	command(fd, HMM_DMIRROR_EXCLUSIVE, p, 2);`);
    expect(run.said).toBe('-2/0/0 1 2 0/2/1 1 2 -16/0/0');
    expect(run.page('after', P)).toMatchObject({ references: 3, mapcount: 1, mapping: 'file 0' });
    expect(run.page('drained', P)).toMatchObject({ references: 2, mapcount: 1 });
    expect(run.page('drained', P).flags).toBe(run.page('before', P).flags);
    expect(run.warnings).toEqual([]);
    expect(run.outcome).toEqual(finished(0));
  });

  it('is freed with its last mapping', () => {
    const run = runUser(`
	char *p = shared(3);
	for (int i = 0; i < 3; i++)
		p[i * PAGE] = i;
	munmap(p + PAGE, PAGE);
	printf("%d %d ", p[0], p[2 * PAGE]);
	lab_watch(p, 1);
	lab_mark("split");
	munmap(p, 3 * PAGE);
	p = map(1);
	p[0] = 1;
	lab_watch(p, 1);
	lab_mark("gone");`);
    expect(run.said).toBe('0 2');
    // The folio of the unmapped page stays in the file, which the two other mappings keep.
    const [split, gone] = [run.page('split', P), run.page('gone', 0x1000_0000)];
    expect(split).toMatchObject({ references: 2, mapcount: 1 });
    expect(gone.mapping).toMatch(/^anon/);
    expect(run.warnings).toEqual([]);
    expect(run.outcome).toEqual(finished(0));
  });
});
