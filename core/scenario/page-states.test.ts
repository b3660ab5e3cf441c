/** What locking, advice and rights leave in struct pages and in page table entries. */
import { describe, expect, it } from 'vitest';
import { finished, runUser } from './testing/user-run.ts';

const P = 0x1000_0000;
const S = 0x2000_0000;
const PRESENT = 1n << 0n;
const RW = 1n << 1n;
const ACCESSED = 1n << 5n;
const DIRTY = 1n << 6n;
const PROTNONE = 1n << 8n;
const FRAME = 0x000f_ffff_ffff_f000n;

describe('pages', { timeout: 60_000 }, () => {
  it('on the list of what is never reclaimed have a count where others have a neighbour', () => {
    const { said, page, outcome, warnings } = runUser(`
	char *p = map(2);
	p[0] = 1;
	p[PAGE] = 2;
	lab_drain_lru();
	lab_watch(p, 2);
	see(mlock(p, PAGE));
	lab_mark("locked");
	see(munlock(p, PAGE));
	lab_mark("unlocked");`);
    expect(said).toBe('0 0');
    const locked = page('locked', P);
    for (const flag of ['PG_mlocked', 'PG_unevictable', 'PG_lru', 'PG_swapbacked'])
      expect(locked.flags).toContain(flag);
    expect(locked.flags).not.toContain('PG_active');
    // list_del()'s poison, and in the lower half of its second word: mlock_count.
    expect(locked.lru).toEqual([0xdead_0000_0000_0100n, 0xdead_0000_0000_0001n]);
    expect(locked).toMatchObject({ references: 1, mapcount: 1 });
    expect(page('locked', P + 4096).flags).not.toContain('PG_mlocked');
    const unlocked = page('unlocked', P);
    for (const flag of ['PG_mlocked', 'PG_unevictable']) expect(unlocked.flags).not.toContain(flag);
    expect(unlocked.flags).toContain('PG_lru');
    expect(unlocked.lru[0] >> 48n).toBe(0xffffn);
    expect(unlocked.lru[1] >> 48n).toBe(0xffffn);
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('that may be freed lazily are no longer backed by swap', () => {
    const { said, page, outcome, warnings } = runUser(`
	char *p = map(1);
	p[0] = 1;
	lab_drain_lru();
	lab_watch(p, 1);
	lab_mark("before");
	see(madvise(p, PAGE, MADV_FREE));
	lab_mark("batched");
	lab_drain_lru();
	lab_mark("lazy");
	p[0] = 7;
	lab_mark("written");
	printf("%d", p[0]);`);
    expect(said).toBe('0 7');
    expect(page('before', P).entry & (DIRTY | ACCESSED)).toBe(DIRTY | ACCESSED);
    expect(page('batched', P).entry & (DIRTY | ACCESSED)).toBe(0n);
    expect(page('batched', P).flags).toContain('PG_swapbacked');
    expect(page('batched', P).references).toBe(2);
    expect(page('lazy', P).flags).not.toContain('PG_swapbacked');
    expect(page('lazy', P)).toMatchObject({ references: 1, mapcount: 1 });
    // Only reclaim would notice that it is needed again.
    expect(page('written', P).entry & (DIRTY | ACCESSED)).toBe(DIRTY | ACCESSED);
    expect(page('written', P).flags).not.toContain('PG_swapbacked');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('that are not wanted soon are older, and no longer young', () => {
    const { said, page, outcome, warnings } = runUser(`
	char *p = map(2);
	p[0] = 1;
	p[PAGE] = 2;
	lab_drain_lru();
	lab_watch(p, 2);
	lab_pin(p);
	lab_unpin();
	lab_mark("before");
	see(madvise(p, PAGE, MADV_COLD));
	lab_mark("batched");
	lab_drain_lru();
	lab_mark("cold");
	see(madvise(p, PAGE, MADV_MERGEABLE));
	see(madvise(p, PAGE, MADV_PAGEOUT));`);
    expect(said).toBe('0 0 0');
    expect(page('before', P).flags).toContain('PG_referenced');
    expect(page('batched', P).entry & (DIRTY | ACCESSED)).toBe(DIRTY);
    expect(page('batched', P).references).toBe(2);
    expect(page('batched', P).flags).not.toContain('PG_referenced');
    expect(page('cold', P).references).toBe(1);
    // The list of the second youngest generation has this page alone.
    expect(page('batched', P).lru[0]).not.toBe(page('batched', P).lru[1]);
    expect(page('cold', P).lru[0]).toBe(page('cold', P).lru[1]);
    expect(page('cold', P + 4096).entry & ACCESSED).toBe(ACCESSED);
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('of all mappings, or of those to come, can be locked at once', () => {
    const { said, page, outcome, warnings } = runUser(`
	char *p = map(1), *q;
	p[0] = 1;
	lab_watch(p, 1);
	see(mlockall(MCL_CURRENT | MCL_FUTURE));
	lab_mark("locked");
	q = shared(1);
	lab_watch(q, 1);
	lab_mark("born locked");
	see(munlockall());
	lab_mark("unlocked");
	see(mlockall(MCL_ONFAULT));`);
    expect(said).toBe('0 0 22');
    expect(page('locked', P).flags).toContain('PG_mlocked');
    expect(page('born locked', S).flags).toContain('PG_mlocked');
    for (const at of [P, S]) expect(page('unlocked', at).flags).not.toContain('PG_mlocked');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('without rights keep their frames, turned round against speculation', () => {
    const { said, entry, outcome, warnings } = runUser(`
	char *p = map(1), *s = shared(1);
	p[0] = 1;
	s[0] = 2;
	lab_watch(p, 1);
	lab_watch(s, 1);
	lab_mark("before");
	mprotect(p, PAGE, PROT_NONE);
	mprotect(s, PAGE, PROT_READ);
	lab_mark("less");
	mprotect(p, PAGE, PROT_READ | PROT_WRITE);
	mprotect(s, PAGE, PROT_READ | PROT_WRITE);
	lab_mark("again");
	printf("%d %d", p[0], s[0]);`);
    expect(said).toBe('1 2');
    const before = entry('before', P) ?? 0n;
    const none = entry('less', P) ?? 0n;
    expect(none & (PRESENT | PROTNONE)).toBe(PROTNONE);
    expect(~none & FRAME).toBe(before & FRAME);
    // A page of one's own may be written at once; so may one of a file that wants no notice.
    expect(entry('again', P)).toBe(before);
    expect((entry('less', S) ?? RW) & (PRESENT | RW)).toBe(PRESENT);
    expect(entry('again', S)).toBe(entry('before', S));
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });
});
