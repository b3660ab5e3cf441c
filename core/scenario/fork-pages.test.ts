/**
 * What fork() does to page table entries and struct pages. The expected numbers are facts of Linux
 * 6.12: mm/memory.c (copy_present_ptes(), copy_nonpresent_pte(), do_wp_page()) and mm/rmap.c.
 */
import { describe, expect, it, vi } from 'vitest';
import { walkEntry } from '../machine/page-walk.ts';
import { Timeline, Trace } from '../trace/index.ts';
import { runOnModel } from './testing/programs.ts';

// each run boots a kernel
vi.setConfig({ testTimeout: 120_000 });

const PROGRAM = `
#include <fcntl.h>
#include <lab.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <test_hmm_uapi.h>
#include <unistd.h>
#define PAGE 4096UL
static char buffer[8 * PAGE];
static volatile char sink;
static void device(int fd, unsigned long command, void *address, unsigned long pages)
{
	struct hmm_dmirror_cmd cmd = { (unsigned long)address, (unsigned long)buffer, pages, 0, 0 };
	if (ioctl(fd, command, &cmd))
		perror("device");
}
int main(void)
{
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	char *p = mmap((void *)0x10000000, 7 * PAGE, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *s = mmap((void *)0x20000000, PAGE, PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t child;

	p[0] = 10;			/* 0 anonymous, written */
	sink = p[PAGE];			/* 1 the zero page */
					/* 2 a hole */
	p[3 * PAGE] = 13;		/* 3 private memory of the device */
	p[4 * PAGE] = 14;		/* 4 exclusively the device's */
	p[5 * PAGE] = 15;		/* 5 anonymous, the child keeps it */
	p[6 * PAGE] = 16;		/* 6 of the device, written by the child */
	s[0] = 20;
	device(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p + 3 * PAGE, 1);
	device(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p + 6 * PAGE, 1);
	device(fd, HMM_DMIRROR_EXCLUSIVE, p + 4 * PAGE, 1);
	lab_drain_lru();
	lab_watch(p, 7);
	lab_mark("before");
	child = fork();
	if (!child) {
		lab_watch(p, 7);
		lab_mark("child");
		p[0] = 11;
		lab_drain_lru();
		lab_mark("child wrote page 0");
		printf("%d ", p[3 * PAGE]);
		lab_drain_lru();
		lab_mark("child read page 3");
		p[6 * PAGE] = 61;
		lab_drain_lru();
		lab_mark("child wrote page 6");
		p[PAGE] = 1;
		lab_drain_lru();
		lab_mark("child wrote the zero page");
		sleep(1);
		p[5 * PAGE] = 55;
		lab_mark("child wrote page 5 last");
		printf("%d %d %d %d ", p[0], p[4 * PAGE], p[6 * PAGE], s[0]);
		_exit(0);
	}
	lab_mark("forked");
	s[0] = 21;
	usleep(1);
	p[0] = 12;
	lab_mark("parent wrote page 0");
	p[5 * PAGE] = 51;
	lab_drain_lru();
	lab_mark("parent wrote page 5");
	waitpid(child, NULL, 0);
	lab_mark("after");
	printf("%d %d %d %d %d %d", p[0], p[PAGE], p[3 * PAGE], p[4 * PAGE], p[5 * PAGE], p[6 * PAGE]);
	return 0;
}
`;

const BASE = 0x1000_0000n;
const VMEMMAP = 0xffff_ea00_0000_0000n;
const NX = 1n << 63n;
const SAVED_DIRTY = 1n << 58n;
const FRAME = 0x000f_ffff_ffff_f000n;
/** Bits of a page table entry, without the frame. */
const BITS = { P: 1n, W: 2n, U: 4n, A: 0x20n, D: 0x40n, special: 0x200n, softDirty: 0x800n };
const PRIVATE = BITS.P | BITS.U | NX;

const run = runOnModel(PROGRAM, { devices: true });
const trace = new Trace(run.recording);
const timeline = new Timeline(trace);
const { events } = run.recording;

/** The top-level tables of the processes, in the order in which they asked to be watched. */
const [parent, child] = events.flatMap((event) => (event.kind === 'watch' ? [event.tables] : []));

function at(mark: string): void {
  const event = events.find((each) => each.kind === 'mark' && each.text === mark);
  if (!event) throw new Error(`there is no mark "${mark}"`);
  timeline.seek(event.step);
}

function entry(tables: bigint | undefined, page: number): bigint {
  const found = walkEntry(
    (address) => timeline.memory.readUint(address, 8),
    tables!,
    BASE + BigInt(page) * 4096n,
  );
  return found ?? 0n;
}

const bits = (pte: bigint) => pte & ~FRAME;
const frame = (pte: bigint) => (pte & FRAME) >> 12n;

/** Type and frame of an entry that is not present. */
function swap(pte: bigint) {
  const offset = (~pte >> 9n) & ((1n << 50n) - 1n);
  return { type: Number(pte >> 59n), frame: offset & ((1n << 34n) - 1n), flags: pte & 0x1ffn };
}
const SWP_DEVICE_WRITE = 0x17 + 4;
const SWP_DEVICE_READ = 0x17 + 5;
const SWP_DEVICE_EXCLUSIVE_WRITE = 0x17 + 6;

/** What a struct page counts. */
function page(pfn: bigint) {
  const address = VMEMMAP + pfn * 64n;
  const uint = (offset: bigint, size: 4 | 8) => timeline.memory.readUint(address + offset, size);
  return {
    mapcount: Number(BigInt.asIntN(32, uint(48n, 4))) + 1,
    refs: Number(uint(52n, 4)),
    exclusive: (uint(0n, 8) & (1n << 11n)) !== 0n,
    mapping: uint(24n, 8),
  };
}
const counts = (pfn: bigint) => {
  const { mapcount, refs, exclusive } = page(pfn);
  return { mapcount, refs, exclusive };
};

describe('fork(), seen in page tables and struct pages', () => {
  it('lets the program see what it would see on Linux', () => {
    expect(run.output).toBe('13 11 14 61 21 12 0 13 14 51 16');
    expect(run.exitCode).toBe(0);
    expect(run.log).toEqual([]);
  });

  it('shares written pages, write-protected on both sides; the child has not used them', () => {
    at('before');
    const before = entry(parent, 0);
    expect(bits(before)).toBe(PRIVATE | BITS.W | BITS.A | BITS.D | BITS.softDirty);
    expect(counts(frame(before))).toEqual({ mapcount: 1, refs: 1, exclusive: true });
    at('forked');
    const shared = PRIVATE | BITS.softDirty | SAVED_DIRTY;
    expect(bits(entry(parent, 0))).toBe(shared | BITS.A);
    expect(bits(entry(child, 0))).toBe(shared);
    expect(frame(entry(child, 0))).toBe(frame(before));
    expect(counts(frame(before))).toEqual({ mapcount: 2, refs: 2, exclusive: false });
  });

  it('copies the zero page without counting it, and holes not at all', () => {
    at('forked');
    // reading made it accessed; it was never writable
    expect(bits(entry(parent, 1))).toBe(PRIVATE | BITS.A | BITS.special);
    expect(bits(entry(child, 1))).toBe(PRIVATE | BITS.special);
    expect([entry(parent, 2), entry(child, 2)]).toEqual([0n, 0n]);
    at('child wrote the zero page');
    expect(bits(entry(child, 1))).toBe(PRIVATE | BITS.W | BITS.A | BITS.D | BITS.softDirty);
    expect(counts(frame(entry(child, 1)))).toEqual({ mapcount: 1, refs: 1, exclusive: true });
    expect(bits(entry(parent, 1))).toBe(PRIVATE | BITS.A | BITS.special);
  });

  it('makes entries of private device memory readable, and forgets that they were soft-dirty', () => {
    at('before');
    const before = swap(entry(parent, 3));
    expect(before).toMatchObject({ type: SWP_DEVICE_WRITE, flags: 2n });
    expect(counts(before.frame)).toEqual({ mapcount: 1, refs: 1, exclusive: true });
    at('forked');
    for (const tables of [parent, child]) {
      const { type, frame, flags } = swap(entry(tables, 3));
      expect([type, frame, flags]).toEqual([SWP_DEVICE_READ, before.frame, 0n]);
    }
    expect(counts(before.frame)).toEqual({ mapcount: 2, refs: 2, exclusive: false });
  });

  it('gives pages back that were exclusively the device’s, then shares them', () => {
    at('before');
    const before = swap(entry(parent, 4));
    expect(before.type).toBe(SWP_DEVICE_EXCLUSIVE_WRITE);
    expect(counts(before.frame)).toMatchObject({ mapcount: 0, exclusive: true });
    at('forked');
    const shared = PRIVATE | BITS.softDirty | SAVED_DIRTY;
    for (const tables of [parent, child]) {
      expect(bits(entry(tables, 4))).toBe(shared); // restored as not accessed
      expect(frame(entry(tables, 4))).toBe(before.frame);
    }
    expect(counts(before.frame)).toEqual({ mapcount: 2, refs: 2, exclusive: false });
  });

  it('copies what the child writes to; the parent’s page becomes its own again', () => {
    at('forked');
    const old = frame(entry(parent, 0));
    const { mapping } = page(old);
    at('child wrote page 0');
    const own = frame(entry(child, 0));
    expect(own).not.toBe(old);
    expect(bits(entry(child, 0))).toBe(PRIVATE | BITS.W | BITS.A | BITS.D | BITS.softDirty);
    expect(counts(own)).toEqual({ mapcount: 1, refs: 1, exclusive: true });
    expect(counts(old)).toEqual({ mapcount: 1, refs: 1, exclusive: false });
    expect(page(own).mapping).not.toBe(mapping); // the child's own anon_vma
    at('parent wrote page 0');
    expect(frame(entry(parent, 0))).toBe(old);
    expect(bits(entry(parent, 0))).toBe(PRIVATE | BITS.W | BITS.A | BITS.D | BITS.softDirty);
    expect(counts(old)).toEqual({ mapcount: 1, refs: 1, exclusive: true });
    expect(page(old).mapping).toBe(mapping);
  });

  it('makes a page that the parent has left the child’s, anon_vma and all', () => {
    at('forked');
    const old = frame(entry(child, 5));
    const { mapping } = page(old);
    at('parent wrote page 5');
    expect(frame(entry(parent, 5))).not.toBe(old);
    expect(page(frame(entry(parent, 5))).mapping).toBe(mapping);
    at('child wrote page 5 last');
    expect(frame(entry(child, 5))).toBe(old);
    expect(counts(old)).toEqual({ mapcount: 1, refs: 1, exclusive: true });
    expect(page(old).mapping).toBe(page(frame(entry(child, 0))).mapping);
  });

  it('brings a shared device page back for both when one of them reads it', () => {
    at('child read page 3');
    const back = frame(entry(child, 3));
    expect(frame(entry(parent, 3))).toBe(back);
    // present and readable; only the child has used it
    expect(bits(entry(child, 3))).toBe(PRIVATE | BITS.A);
    expect(bits(entry(parent, 3))).toBe(PRIVATE);
    expect(counts(back)).toEqual({ mapcount: 2, refs: 2, exclusive: false });
  });

  it('brings it back for both and then copies it when one of them writes', () => {
    at('child wrote page 6');
    const [own, old] = [frame(entry(child, 6)), frame(entry(parent, 6))];
    expect(own).not.toBe(old);
    expect(counts(own)).toEqual({ mapcount: 1, refs: 1, exclusive: true });
    expect(counts(old)).toEqual({ mapcount: 1, refs: 1, exclusive: false });
  });

  it('leaves nothing of the child behind', () => {
    at('after');
    for (const index of [0, 3, 4, 5, 6]) {
      expect(counts(frame(entry(parent, index))), `page ${index}`).toMatchObject({
        mapcount: 1,
        refs: 1,
      });
    }
  });
});
