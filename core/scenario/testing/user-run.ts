/** For tests: small user programs on the unpatched kernel, and what their pages look like at each mark. */
import { decodeFlags, pageAddress } from '../../mm/index.ts';
import { ADDRESS } from '../../c/emit/abi.ts';
import { walkEntry } from '../../machine/page-walk.ts';
import type { Recording } from '../../machine/index.ts';
import { Timeline, Trace } from '../../trace/index.ts';
import { projectTree } from '../../truth/testing/recorded.ts';
import { loadScenario, recordState, type FileTree } from '../index.ts';

const DIRECTORY = 'scenarios/device-private-round-trip';

/** What the programs below may use: `map()`, `shared()`, `command()` on a dmirror, `see()`. */
const HEAD = `
#include <errno.h>
#include <fcntl.h>
#include <lab.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <gup_test.h>
#include <test_hmm_uapi.h>
#include <unistd.h>
#define PAGE 4096UL
static char buffer[16 * PAGE];
static char *at(unsigned long address, unsigned long pages, int prot, int flags, int fd)
{
	return mmap((void *)address, pages * PAGE, prot, flags, fd, 0);
}
static char *map(unsigned long pages)
{
	return at(0x10000000, pages, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}
static char *shared(unsigned long pages)
{
	return at(0x20000000, pages, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1);
}
static int command(int fd, unsigned long request, void *address, unsigned long pages)
{
	struct hmm_dmirror_cmd cmd = { (unsigned long)address, (unsigned long)buffer, pages, 0, 0 };
	int result = ioctl(fd, request, &cmd);
	printf("%d/%llu/%llu ", result < 0 ? -errno : result, cmd.cpages, cmd.faults);
	return result;
}
/* 0, or the error. */
static void see(long result)
{
	printf("%ld ", result == -1 ? errno : 0L);
}
`;

/** A page table entry, and the struct page that it leads to. */
export interface SeenPage {
  entry: bigint;
  flags: string;
  references: number;
  mapcount: number;
  /** `anon`, `file` or nothing, with the index. */
  mapping: string;
  /** The two words of `lru`. */
  lru: [bigint, bigint];
  /** The page's contents. */
  bytes: Uint8Array;
}

export interface UserRun {
  said: string;
  log: string[];
  warnings: string[];
  outcome: Recording['outcome'];
  trace: Trace;
  /** The entry of a user address at a `lab_mark()`; null where no table reaches. Needs a `lab_watch()` before. */
  entry(mark: string, address: number): bigint | null;
  /** The page behind a present entry. */
  page(mark: string, address: number): SeenPage;
}

const FRAME = 0x000f_ffff_ffff_f000n;

/** Runs `main`'s body; `functions` stands before it. */
export function runUser(
  body: string,
  options: { functions?: string; config?: Record<string, boolean | number>; state?: string } = {},
): UserRun {
  const main = `int main(void)\n{\n${body}\n\treturn 0;\n}\n`;
  const program = `${HEAD}${options.functions ?? ''}${main}`;
  const tree: FileTree = {
    ...projectTree,
    read: (path) => (path === `${DIRECTORY}/program.c` ? program : projectTree.read(path)),
  };
  const scenario = loadScenario(tree, DIRECTORY);
  Object.assign(scenario.kernel.config, options.config);
  const trace = new Trace(recordState(tree, scenario, options.state ?? 'before'));
  const { events, outcome } = trace.recording;

  const memoryAt = (text: string) => {
    const mark = events.find((event) => event.kind === 'mark' && event.text === text);
    if (!mark) throw new Error(`the program has no mark "${text}"`);
    const watch = events.findLast(({ kind, step }) => kind === 'watch' && step <= mark.step);
    if (watch?.kind !== 'watch') throw new Error(`nothing is watched at "${text}"`);
    return { memory: new Timeline(trace).memoryAt(mark.step), tables: watch.tables };
  };
  const entry = (mark: string, address: number) => {
    const { memory, tables } = memoryAt(mark);
    return walkEntry((at) => memory.readUint(at, 8), tables, BigInt(address));
  };
  const page = (mark: string, address: number): SeenPage => {
    const { memory } = memoryAt(mark);
    const value = entry(mark, address) ?? 0n;
    if ((value & 1n) === 0n) throw new Error(`the entry at "${mark}" is 0x${value.toString(16)}`);
    const at = pageAddress(trace.program, (value & FRAME) >> 12n);
    const word = (offset: number, size: 4 | 8 = 8) => memory.readUint(at + BigInt(offset), size);
    const mapping = word(24);
    const index = word(32).toString(16);
    return {
      entry: value,
      flags: decodeFlags(trace.program, word(0)).names.join(' '),
      references: Number(word(52, 4)),
      mapcount: Number(BigInt.asIntN(32, word(48, 4))) + 1,
      mapping: mapping === 0n ? '' : `${(mapping & 1n) === 1n ? 'anon' : 'file'} ${index}`,
      lru: [word(8), word(16)],
      bytes: memory.read(ADDRESS.directMap + (value & FRAME), 4096),
    };
  };
  return {
    said: events
      .flatMap((event) => (event.kind === 'stdout' ? [event.text] : []))
      .join('')
      .trim(),
    log: events.flatMap((event) => (event.kind === 'printk' ? [event.text] : [])),
    warnings: events.flatMap((event) => (event.kind === 'warning' ? [event.text] : [])),
    outcome,
    trace,
    entry,
    page,
  };
}

export const finished = (exitCode: number) => ({ kind: 'finished', exitCode });
