/**
 * Transparent huge pages: what programs see, and the words of struct page and of the page tables that
 * a 6.12 kernel writes for them (mm/huge_memory.c, mm/rmap.c, mm/migrate_device.c there).
 */
import { describe, expect, it, vi } from 'vitest';
import { runProgram, type Moment } from './testing/run-program.ts';

vi.setConfig({ testTimeout: 60_000 });

const BASE = 0x4000_0000n;
const PAGE = 4096n;
const HUGE = 512n * PAGE;

/** Bits of page->flags. */
const FLAG = {
  locked: 0n,
  uptodate: 3n,
  dirty: 4n,
  lru: 5n,
  head: 6n,
  swapbacked: 17n,
  unevictable: 18n,
  mlocked: 19n,
  exclusive: 11n,
};
const FRAME = 0x000f_ffff_ffff_f000n;
const bits = (...names: (keyof typeof FLAG)[]) =>
  names.reduce((sum, name) => sum | (1n << FLAG[name]), 0n);
/** The flags word without generation, last user and zone. */
const flags = (page: bigint[]) => page[0]! & 0xff_ffffn;
const counts = (page: bigint[]) => ({
  mapcount: Number(BigInt.asIntN(32, page[6]! & 0xffff_ffffn)) + 1,
  references: Number(page[6]! >> 32n),
});
/** What the first tail page says of the folio as a whole. */
const folioCounts = (tail: bigint[]) => ({
  large: Number(BigInt.asIntN(32, tail[2]! & 0xffff_ffffn)) + 1,
  entire: Number(BigInt.asIntN(32, tail[2]! >> 32n)) + 1,
  pagesMapped: Number(tail[3]! & 0xffff_ffffn),
  pins: Number(tail[3]! >> 32n),
  pages: Number(tail[4]! & 0xffff_ffffn),
});
/** A list head that points to itself is on no list. */
const isListed = (tail: bigint[]) => tail[2]! >> 40n === 0xffff88n;
const ENTIRELY_MAPPED = 0x80_0000;
const PARTIALLY_MAPPED = 1n << 16n;

/** Two huge pages of room at BASE, watched; the bodies go on from there. */
const MAP = `
	char *p = map_at(0x40000000, 2 * HUGE, PROT_READ | PROT_WRITE);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	lab_watch(p, 1);
`;
const run = (body: string, options = {}) => {
  const result = runProgram(`${MAP}${body}`, options);
  expect(result.warnings).toEqual([]);
  expect(result.outcome).toEqual({ kind: 'finished', exitCode: 0 });
  return result;
};

describe('a huge page', () => {
  it('comes on the first write, with one PMD entry and words in three struct pages', () => {
    const { at, said } = run(`
	p[5 * PAGE] = 1;
	lab_mark("there");
	printf("%d %d %d", p[0], p[5 * PAGE], p[511 * PAGE]);`);
    expect(said).toBe('0 1 0');
    const m = at('there');
    const head = m.frame(BASE);
    // Present, writable, user, accessed, dirty, huge, soft-dirty, no execution.
    expect(m.entry(BASE)).toBe(0x8000_0000_0000_08e7n | (head << 12n));
    expect(m.entry(BASE + 511n * PAGE)).toBe(m.entry(BASE));
    expect(m.entry(BASE + HUGE)).toBe(0n);
    expect(head % 512n).toBe(0n);

    const page = m.page(head);
    expect(flags(page)).toBe(bits('uptodate', 'lru', 'head', 'exclusive', 'swapbacked'));
    expect(page[3]! & 7n).toBe(1n);
    expect(page[4]).toBe(BASE / PAGE);
    expect(counts(page)).toEqual({ mapcount: 0, references: 1 });

    const vmemmap = 0xffff_ea00_0000_0000n;
    const tail = m.page(head + 1n);
    expect(flags(tail)).toBe(0x209n); // order 9, PG_large_rmappable
    expect(tail[1]).toBe(vmemmap + head * 64n + 1n);
    expect(folioCounts(tail)).toEqual({
      ...{ large: 1, entire: 1, pagesMapped: ENTIRELY_MAPPED, pins: 0, pages: 512 },
    });
    const second = m.page(head + 2n);
    expect(flags(second)).toBe(0n);
    expect(isListed(second)).toBe(true);
    for (const index of [3n, 4n, 511n]) {
      expect(m.page(head + index).map((word, i) => (i === 0 ? word & 0xff_ffffn : word))).toEqual([
        ...[0n, vmemmap + head * 64n + 1n, vmemmap + (head + index) * 64n + 8n],
        ...[0xdead_0000_0000_0400n, 0n, 0n, 0xffff_ffffn, 0n],
      ]);
    }
  });

  it('is the huge zero page as long as nobody writes, and then single pages', () => {
    const { at, said } = run(`
	sink = p[0];
	lab_mark("read");
	sink = p[HUGE];
	lab_mark("both");
	p[3 * PAGE] = 7;
	lab_mark("written");
	printf("%d %d %d", p[0], p[3 * PAGE], p[HUGE]);`);
    expect(said).toBe('0 7 0');
    const read = at('read').entry(BASE);
    const zero = (read & FRAME) >> 12n;
    expect(read).toBe(0x8000_0000_0000_00a5n | (zero << 12n));
    const tail = at('read').page(zero + 1n);
    expect(flags(tail)).toBe(9n);
    expect(counts(at('read').page(zero))).toEqual({ mapcount: 0, references: 1 });
    expect(folioCounts(tail)).toMatchObject({ large: 0, entire: 0, pagesMapped: 0 });
    expect(at('both').entry(BASE + HUGE)).toBe(read);

    const m = at('written');
    const small = m.entry(BASE);
    expect(small & ~FRAME).toBe(0x8000_0000_0000_0225n);
    expect(m.entry(BASE + 4n * PAGE)).toBe(small);
    expect(m.entry(BASE + 3n * PAGE) & ~FRAME).toBe(0x8000_0000_0000_0867n);
    expect(counts(m.page(m.frame(BASE + 3n * PAGE)))).toEqual({ mapcount: 1, references: 2 });
  });

  it('stays whole under mprotect() of all of it, and its entry is split by a part', () => {
    const { at, said } = run(`
	p[0] = 1;
	lab_mark("before");
	mprotect(p, HUGE, PROT_READ);
	lab_mark("read-only");
	mprotect(p, HUGE, PROT_NONE);
	lab_mark("none");
	mprotect(p, HUGE, PROT_READ | PROT_WRITE);
	lab_mark("again");
	mprotect(p + PAGE, PAGE, PROT_READ);
	lab_mark("part");
	p[2 * PAGE] = 2;
	printf("%d %d %d", p[0], p[PAGE], p[2 * PAGE]);`);
    expect(said).toBe('1 0 2');
    const entry = at('before').entry(BASE);
    // Without the right to write, dirty stands in bit 58.
    expect(at('read-only').entry(BASE)).toBe((entry & ~0x42n) | 0x0400_0000_0000_0000n);
    // Not present, not even to be executed or not: the frame's bits are inverted.
    expect(at('none').entry(BASE)).toBe(
      ((entry & ~0x8000_0000_0000_0047n) ^ (FRAME & ~(HUGE - 1n))) | 0x0400_0000_0000_0100n,
    );
    expect(at('again').entry(BASE)).toBe(entry);

    const m = at('part');
    const head = (entry & FRAME) >> 12n;
    expect(m.entry(BASE)).toBe(0x8000_0000_0000_0867n | (head << 12n));
    expect(m.entry(BASE + PAGE)).toBe(0x8400_0000_0000_0825n | ((head + 1n) << 12n));
    expect(m.entry(BASE + 511n * PAGE)).toBe(0x8000_0000_0000_0867n | ((head + 511n) << 12n));
    expect(counts(m.page(head))).toEqual({ mapcount: 1, references: 512 });
    expect(folioCounts(m.page(head + 1n))).toMatchObject({
      ...{ large: 512, entire: 0, pagesMapped: 512 },
    });
    expect(flags(m.page(head))).toBe(
      bits('uptodate', 'dirty', 'lru', 'head', 'exclusive', 'swapbacked'),
    );
    expect(flags(m.page(head + 7n))).toBe(bits('exclusive'));
  });

  it('waits to be split when a part of it is unmapped', () => {
    const { at, said } = run(`
	p[0] = 1;
	p[9 * PAGE] = 9;
	lab_mark("whole");
	munmap(p + 2 * PAGE, 3 * PAGE);
	lab_mark("part");
	munmap(p + 5 * PAGE, 507 * PAGE);
	lab_mark("two");
	printf("%d ", p[0]);
	munmap(p, 2 * PAGE);
	printf("%d", mmap(p, HUGE, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == p);
	p[PAGE] = 4;
	lab_mark("anew");`);
    expect(said).toBe('1 1');
    const head = at('whole').frame(BASE);
    expect(flags(at('whole').page(head + 1n))).toBe(0x209n);
    const m = at('part');
    expect(m.entry(BASE + 2n * PAGE)).toBe(0n);
    expect(flags(m.page(head + 1n)) & ~bits('exclusive')).toBe(0x209n | PARTIALLY_MAPPED);
    expect(folioCounts(m.page(head + 1n))).toMatchObject({ large: 509, pagesMapped: 509 });
    expect(counts(m.page(head))).toEqual({ mapcount: 1, references: 509 });
    expect(counts(m.page(head + 3n))).toEqual({ mapcount: 0, references: 0 });
    expect(folioCounts(at('two').page(head + 1n))).toMatchObject({ large: 2, pagesMapped: 2 });
    // Tables that serve nobody any more are freed, so there is room for a huge page again.
    expect(at('anew').entry(BASE) & 0x80n).toBe(0x80n);
  });

  it('is not asked for where the program or the system says no', () => {
    const small = (m: Moment) => (m.entry(BASE) & 0x80n) === 0n;
    const no = 'madvise(p, 2 * HUGE, MADV_NOHUGEPAGE); p[0] = 1; lab_mark("there");';
    const plain = 'p[0] = 1; lab_mark("there");';
    const please = 'madvise(p, 2 * HUGE, MADV_HUGEPAGE); p[0] = 1; lab_mark("there");';
    const madvise = { config: { CONFIG_TRANSPARENT_HUGEPAGE_MADVISE: true } };
    const never = { config: { CONFIG_TRANSPARENT_HUGEPAGE_NEVER: true } };
    expect(small(run(no).at('there'))).toBe(true);
    expect(small(run(plain, madvise).at('there'))).toBe(true);
    expect(small(run(please, madvise).at('there'))).toBe(false);
    expect(small(run(please, never).at('there'))).toBe(true);
  });

  it('has a mapping without a given place begin at its border', () => {
    const { said } = run(`
	char *a = mmap(0, 2 * HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *b = mmap(0, HUGE + PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	printf("%lu %lu", (unsigned long)a % HUGE, (unsigned long)(a - b) / PAGE);`);
    expect(said).toBe('0 513');
  });

  it('comes anew after MADV_DONTNEED', () => {
    const { at, said } = run(`
	p[0] = 1;
	lab_mark("first");
	madvise(p, HUGE, MADV_DONTNEED);
	lab_mark("none");
	printf("%d ", p[0]);
	madvise(p, HUGE, MADV_DONTNEED);
	p[1] = 2;
	lab_mark("second");
	madvise(p + PAGE, PAGE, MADV_DONTNEED);
	printf("%d %d", p[0], p[1]);`);
    expect(said).toBe('0 0 2');
    expect(at('none').entry(BASE)).toBe(0n);
    const head = at('first').frame(BASE);
    expect(at('second').frame(BASE)).toBe(head);
    const freed = at('none').page(head + 1n);
    expect([freed[0]! & 0xff_ffffn, freed[1], freed[3]]).toEqual([0n, 0n, 0n]);
    expect(at('none').page(head)[3]).toBe(0n);
  });
});

describe('a huge page and devices', () => {
  it('is seen as one by a snapshot, and read and written through the device', () => {
    const { said } = run(`
	p[0] = 5;
	p[PAGE] = 6;
	command(fd, HMM_DMIRROR_SNAPSHOT, p, 3);
	printf("%02x %02x %02x ", buffer[0], buffer[1], buffer[2]);
	command(fd, HMM_DMIRROR_READ, p, 2);
	printf("%d %d ", buffer[0], buffer[PAGE]);
	memset(buffer, 8, 2 * PAGE);
	command(fd, HMM_DMIRROR_WRITE, p, 2);
	printf("%d %d ", p[0], p[PAGE]);
	sink = p[HUGE];
	command(fd, HMM_DMIRROR_SNAPSHOT, p + HUGE, 2);
	printf("%02x ", buffer[0]);
	command(fd, HMM_DMIRROR_WRITE, p + HUGE, 1);
	command(fd, HMM_DMIRROR_SNAPSHOT, p + HUGE, 2);
	printf("%02x %02x", buffer[0], buffer[1]);`);
    // Of the zero pages the driver knows the small one only: this one it can read, mapped by a PMD.
    expect(said).toBe('0/3/0 06 06 06 0/2/1 5 6 0/2/0 8 8 0/2/0 05 0/1/1 0/2/0 02 11');
  });

  it('is split before its pages migrate; what holds zeroes only is not kept', () => {
    const { at, said } = run(`
	p[0] = 1;
	p[5 * PAGE] = 5;
	lab_mark("before");
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 3);
	lab_mark("after");
	printf("%d %d %d", p[0], p[PAGE], p[5 * PAGE]);
	lab_mark("back");`);
    expect(said).toBe('0/3/0 1 0 5');
    const head = at('before').frame(BASE);
    const m = at('after');
    // On the device: a swap entry of type SWP_DEVICE_WRITE; page 1 was the zero page before.
    expect(m.entry(BASE) >> 59n).toBe(0x1bn);
    expect(m.entry(BASE + PAGE) >> 59n).toBe(0x1bn);
    expect(m.entry(BASE) & 2n).toBe(2n);
    expect(m.entry(BASE + PAGE) & 2n).toBe(0n);
    expect(m.entry(BASE + 3n * PAGE) & ~FRAME).toBe(0x8000_0000_0000_0a25n);
    expect(m.entry(BASE + 5n * PAGE)).toBe(0x8000_0000_0000_0867n | ((head + 5n) << 12n));
    const kept = m.page(head + 5n);
    expect(flags(kept)).toBe(bits('uptodate', 'dirty', 'lru', 'exclusive', 'swapbacked'));
    expect(kept[4]).toBe(BASE / PAGE + 5n);
    expect(kept[7]).toBe(at('before').page(head)[7]);
    expect(counts(kept)).toEqual({ mapcount: 1, references: 1 });
    expect(flags(m.page(head + 3n))).toBe(0n);
    expect(m.page(head + 3n)[3]).toBe(0n);
    expect(at('back').frame(BASE)).not.toBe(head);
  });

  it('gives all its pages to a device', () => {
    const { said } = run(`
	for (int i = 0; i < 512; i++)
		p[i * PAGE] = i % 100 + 1;
	for (int i = 0; i < 512; i += 64)
		command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p + i * PAGE, 64);
	int wrong = 0;
	for (int i = 0; i < 512; i += 37)
		wrong += p[i * PAGE] != i % 100 + 1;
	printf("%d", wrong);`);
    expect(said).toBe(`${'0/64/0 '.repeat(8)}0`);
  });

  it('is not split while somebody else refers to it', () => {
    const { at, said } = run(`
	p[0] = 1;
	lab_pin(p + 3 * PAGE);
	lab_mark("before");
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 2);
	lab_mark("after");
	lab_unpin();
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 2);
	printf("%d", p[0]);`);
    expect(said).toBe('-2/0/0 0/2/0 1');
    expect(at('after').entry(BASE)).toBe(at('before').entry(BASE));
    const head = at('before').frame(BASE);
    expect(counts(at('after').page(head))).toEqual({ mapcount: 0, references: 2 });
  });

  it('is mapped by PTEs for exclusive access: its first page stands for all', () => {
    const { at, said } = run(`
	p[0] = 1;
	lab_mark("before");
	command(fd, HMM_DMIRROR_EXCLUSIVE, p, 1);
	lab_mark("after");
	command(fd, HMM_DMIRROR_EXCLUSIVE, p + PAGE, 1);
	printf("%d", p[0]);`);
    expect(said).toBe('0/1/0 -16/0/0 1');
    const m = at('after');
    // SWP_DEVICE_EXCLUSIVE_WRITE for every page of the folio.
    expect(m.entry(BASE) >> 59n).toBe(0x1dn);
    expect(m.entry(BASE + 511n * PAGE) >> 59n).toBe(0x1dn);
    const head = at('before').frame(BASE);
    expect(folioCounts(m.page(head + 1n))).toMatchObject({ large: 0, entire: 0, pagesMapped: 0 });
    expect(counts(m.page(head))).toEqual({ mapcount: 0, references: 512 });
  });
});

describe('a locked huge page', () => {
  it('is unevictable as a whole', () => {
    const { at, said } = run(`
	p[0] = 1;
	printf("%d ", mlock(p, HUGE));
	lab_mark("locked");
	printf("%d ", munlock(p, PAGE));
	lab_mark("part");
	printf("%d", munlock(p, HUGE));
	lab_mark("unlocked");`);
    expect(said).toBe('0 0 0');
    const head = at('locked').frame(BASE);
    const page = at('locked').page(head);
    expect(flags(page)).toBe(
      bits('uptodate', 'lru', 'head', 'exclusive', 'swapbacked', 'unevictable', 'mlocked'),
    );
    expect(page[2]! & 0xffff_ffffn).toBe(1n);
    expect(at('locked').entry(BASE) & 0x80n).toBe(0x80n);
    // A part of the mapping is unlocked: the entry is split, and the folio no longer locked.
    expect(at('part').entry(BASE) & 0x80n).toBe(0n);
    expect(flags(at('part').page(head)) & bits('mlocked', 'unevictable')).toBe(0n);
    expect(flags(at('unlocked').page(head)) & bits('mlocked', 'unevictable')).toBe(0n);
  });

  it('comes locked into a locked mapping, and keeps its zeroes when it is split', () => {
    const { at, said } = run(`
	printf("%d ", mlock(p, 2 * HUGE));
	lab_mark("locked");
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 1);
	lab_mark("split");
	printf("%d", p[0]);`);
    expect(said).toBe('0 0/1/0 0');
    const head = at('locked').frame(BASE);
    expect(at('locked').entry(BASE + HUGE) & 0x80n).toBe(0x80n);
    expect(flags(at('locked').page(head))).toBe(
      bits('uptodate', 'lru', 'head', 'exclusive', 'swapbacked', 'unevictable', 'mlocked'),
    );
    const kept = at('split').page(head + 9n);
    expect(at('split').frame(BASE + 9n * PAGE)).toBe(head + 9n);
    expect(flags(kept)).toBe(
      bits('uptodate', 'dirty', 'lru', 'exclusive', 'swapbacked', 'unevictable', 'mlocked'),
    );
  });
});

describe('a huge page and a child', () => {
  it('is shared until the child writes to it, and then by PTEs in the child alone', () => {
    const { at, said, log } = run(`
	p[0] = 1;
	p[PAGE] = 2;
	lab_mark("before");
	if (!fork()) {
		lab_watch(p, 1);
		lab_mark("child");
		p[0] = 3;
		lab_mark("copied");
		printf("%d %d ", p[0], p[PAGE]);
		_exit(0);
	}
	lab_mark("parent");
	wait(NULL);
	lab_watch(p, 1);
	lab_mark("alone");
	p[2 * PAGE] = 4;
	lab_mark("written");
	printf("%d %d %d", p[0], p[PAGE], p[2 * PAGE]);`);
    expect(said).toBe('3 2 1 2 4');
    expect(log.filter((line) => /BUG|rss/.test(line))).toEqual([]);
    const entry = at('before').entry(BASE);
    const head = (entry & FRAME) >> 12n;
    const readOnly = (entry & ~0x42n) | 0x0400_0000_0000_0000n;
    expect(at('parent').entry(BASE)).toBe(readOnly);
    expect(at('child').entry(BASE)).toBe(readOnly & ~0x20n);
    const shared = at('child').page(head);
    expect(flags(shared) & bits('exclusive')).toBe(0n);
    expect(counts(shared).references).toBe(2);
    expect(folioCounts(at('child').page(head + 1n))).toMatchObject({ large: 2, entire: 2 });

    const m = at('copied');
    expect(m.frame(BASE)).not.toBe(head);
    expect(m.entry(BASE) & 0x82n).toBe(2n);
    expect(m.entry(BASE + PAGE)).toBe(0x8400_0000_0000_0805n | ((head + 1n) << 12n));
    expect(folioCounts(m.page(head + 1n))).toMatchObject({
      ...{ large: 512, entire: 1, pagesMapped: ENTIRELY_MAPPED + 511 },
    });
    expect(counts(m.page(head)).references).toBe(512);

    const alone = at('alone');
    expect(counts(alone.page(head)).references).toBe(1);
    expect(alone.entry(BASE)).toBe(readOnly);
    expect(at('written').entry(BASE)).toBe(entry);
    expect(flags(at('written').page(head)) & bits('exclusive')).toBe(bits('exclusive'));
  });

  it('is copied page by page by the parent as long as the child has it', () => {
    const { at, said } = run(`
	int pipes[2];
	char c;
	p[0] = 1;
	sink = p[HUGE];
	pipe(pipes);
	if (!fork()) {
		read(pipes[0], &c, 1);
		printf("%d %d ", p[0], p[HUGE]);
		_exit(0);
	}
	p[0] = 2;
	p[HUGE] = 5;
	lab_mark("written");
	write(pipes[1], "x", 1);
	wait(NULL);
	printf("%d %d", p[0], p[HUGE]);`);
    expect(said).toBe('1 0 2 5');
    const m = at('written');
    expect(m.entry(BASE) & 0x82n).toBe(2n);
    expect(m.entry(BASE + PAGE) & 0x82n).toBe(0n);
    const head = m.frame(BASE + PAGE) - 1n;
    expect(folioCounts(m.page(head + 1n))).toMatchObject({ large: 512, entire: 1 });
  });
});

describe('MADV_FREE', () => {
  it('leaves a huge page whole, but clean; a part of it splits the folio', () => {
    const { at, said } = run(`
	p[0] = 1;
	p[HUGE] = 1;
	p[HUGE + 9 * PAGE] = 9;
	lab_mark("before");
	printf("%d ", madvise(p, HUGE, MADV_FREE));
	lab_drain_lru();
	lab_mark("free");
	madvise(p + HUGE, PAGE, MADV_FREE);
	lab_drain_lru();
	lab_mark("part");
	printf("%d %d", p[0], p[HUGE + 9 * PAGE]);`);
    expect(said).toBe('0 1 9');
    const entry = at('before').entry(BASE);
    const head = (entry & FRAME) >> 12n;
    expect(at('free').entry(BASE)).toBe(entry & ~0x60n);
    expect(flags(at('free').page(head))).toBe(bits('uptodate', 'lru', 'head', 'exclusive'));
    const other = at('before').frame(BASE + HUGE);
    expect(at('part').frame(BASE + HUGE)).toBe(other);
    expect(flags(at('part').page(other)) & bits('head', 'swapbacked', 'dirty')).toBe(0n);
    expect(at('part').entry(BASE + HUGE) & 0x60n).toBe(0n);
    expect(flags(at('part').page(other + 9n)) & bits('head', 'swapbacked', 'dirty')).toBe(
      bits('swapbacked', 'dirty'),
    );
  });
});

describe('zone-device folios that a PMD maps', () => {
  const config = { config: { CONFIG_TEST_ZDEV: true, CONFIG_DEV_DAX: true } };
  const zdev = `
	int zdev = open("/dev/zdev0", O_RDWR);
	char *q = mmap((void *)0x60000000, 2 * HUGE, PROT_READ | PROT_WRITE, MAP_SHARED, zdev, 0);
	lab_watch(q, 1);
	q[0] = 1;
	lab_mark("mapped");
	printf("%d ", mlock(q, HUGE));
	lab_mark("locked");
	munmap(q, HUGE);
	lab_mark("gone");
	printf("%d", q[HUGE]);`;
  const AT = 0x6000_0000n;

  it.each(['before', 'v9'])('come to mlock(), where the patch turns back: %s', (state) => {
    const { at, said } = run(zdev, { ...config, state });
    expect(said).toBe('0 0');
    const head = 0x77000n;
    expect(at('mapped').entry(AT)).toBe(0x8000_0000_7700_08e7n);
    const page = at('mapped').page(head);
    expect(flags(page)).toBe(bits('head', 'dirty') | 0x2000n);
    expect(counts(page)).toEqual({ mapcount: 0, references: 2 });
    expect(folioCounts(at('mapped').page(head + 1n))).toMatchObject({
      ...{ large: 1, entire: 1, pagesMapped: ENTIRELY_MAPPED },
    });
    const locked = flags(at('locked').page(head)) & bits('mlocked');
    expect(locked).toBe(state === 'before' ? bits('mlocked') : 0n);
    const gone = at('gone').page(head);
    expect(flags(gone) & bits('mlocked')).toBe(0n);
    expect(counts(gone).references).toBe(1);
    expect(folioCounts(at('gone').page(head + 1n))).toMatchObject({ large: 0, entire: 0 });
  });

  it('are special in a mapping of device-dax: not counted, not locked, not split', () => {
    const { at, said } = run(
      `
	int dax = open("/dev/dax0.0", O_RDWR);
	printf("%d ", mmap(0, HUGE, PROT_READ, MAP_PRIVATE, dax, 0) == MAP_FAILED ? errno : 0);
	char *q = mmap(0, 2 * HUGE, PROT_READ | PROT_WRITE, MAP_SHARED, dax, HUGE);
	printf("%lu ", (unsigned long)q % HUGE);
	lab_watch(q, 1);
	sink = q[0];
	q[5] = 7;
	lab_mark("mapped");
	printf("%d %d ", mlock(q, HUGE), munmap(q, PAGE) < 0 ? errno : 0);
	command(fd, HMM_DMIRROR_SNAPSHOT, q, 2);
	printf("%02x ", buffer[0]);
	command(fd, HMM_DMIRROR_READ, q, 1);
	printf("%d ", buffer[5]);
	lab_pin(q + 3 * PAGE);
	lab_mark("pinned");
	lab_unpin();
	if (!fork()) {
		printf("%d ", q[5]);
		q[5] = 8;
		_exit(0);
	}
	wait(NULL);
	printf("%d", q[5]);
	munmap(q, 2 * HUGE);
	lab_mark("gone");`,
      config,
    );
    expect(said).toBe('22 0 0 22 0/2/0 06 0/1/1 7 7 8');
    const m = at('mapped');
    const head = 0x7_0200n;
    const page = m.page(head);
    expect(counts(page)).toEqual({ mapcount: 0, references: 1 });
    expect(page[4]).toBe(512n);
    expect(folioCounts(m.page(head + 1n))).toMatchObject({ large: 0, entire: 0 });
    expect(counts(at('pinned').page(head)).references).toBe(2);
    expect(counts(at('gone').page(head)).references).toBe(1);
  });
});
