/** For tests: a small C program on the model kernel, and what lies in memory at its marks. */
import { walkEntry } from '../../machine/page-walk.ts';
import { pageAddress } from '../../mm/vmemmap.ts';
import { Timeline, Trace } from '../../trace/index.ts';
import { projectTree } from '../../truth/testing/recorded.ts';
import { loadScenario, recordState, type FileTree } from '../index.ts';

const HEAD = `
#include <errno.h>
#include <fcntl.h>
#include <lab.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <test_hmm_uapi.h>
#include <unistd.h>
#define PAGE 4096UL
#define HUGE (512 * PAGE)
static char buffer[64 * PAGE];
static volatile char sink;
static int command(int fd, unsigned long request, void *address, unsigned long pages)
{
	struct hmm_dmirror_cmd cmd = { (unsigned long)address, (unsigned long)buffer, pages, 0, 0 };
	int result = ioctl(fd, request, &cmd);
	printf("%d/%llu/%llu ", result < 0 ? -errno : result, cmd.cpages, cmd.faults);
	return result;
}
static char *map_at(unsigned long address, unsigned long size, int prot)
{
	return mmap((void *)address, size, prot, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
}
`;

export interface Moment {
  /** The lowest page table entry of an address, a PMD entry included; 0 if the tables end above it. */
  entry(address: bigint): bigint;
  /** The eight words of a frame's struct page. */
  page(pfn: bigint): bigint[];
  /** The frame that an entry of 2 MiB or 4 KiB maps. */
  frame(address: bigint): bigint;
}

export interface ProgramRun {
  said: string;
  log: string[];
  warnings: string[];
  outcome: unknown;
  trace: Trace;
  /** Memory at `lab_mark(text)`. */
  at(text: string): Moment;
}

/** What to change of the scenario that lends its kernel. */
export interface ProgramOptions {
  state?: string;
  config?: Record<string, boolean>;
  scenario?: string;
}

/** Runs the body of `main()`, which may begin with functions before a line `main:`. */
export function runProgram(text: string, options: ProgramOptions = {}): ProgramRun {
  const directory = `scenarios/${options.scenario ?? 'device-private-round-trip'}`;
  const [functions, body] = text.includes('main:') ? text.split('main:', 2) : ['', text];
  const program = `${HEAD}${functions}\nint main(void)\n{\n${body}\n\treturn 0;\n}\n`;
  const tree: FileTree = {
    ...projectTree,
    read: (path) => (path === `${directory}/program.c` ? program : projectTree.read(path)),
  };
  const scenario = loadScenario(tree, directory);
  Object.assign(scenario.kernel.config, options.config);
  const recording = recordState(tree, scenario, options.state ?? 'before');
  const { events, outcome } = recording;
  const trace = new Trace(recording);
  let timeline: Timeline | null = null;
  const at = (mark: string): Moment => {
    const event = events.find((each) => each.kind === 'mark' && each.text === mark);
    if (!event) throw new Error(`the program has set no mark "${mark}"`);
    const watch = events.findLast((each) => each.kind === 'watch' && each.step <= event.step);
    if (watch?.kind !== 'watch') throw new Error(`nothing is watched at "${mark}"`);
    const read = (address: bigint) => {
      timeline ??= new Timeline(trace);
      timeline.seek(event.step);
      return timeline.memory.readUint(address, 8);
    };
    const entry = (address: bigint) => walkEntry(read, watch.tables, address) ?? 0n;
    return {
      entry,
      frame(address) {
        const found = entry(address);
        const frame = (found & 0x000f_ffff_ffff_f000n) >> 12n;
        return (found & 0x80n) !== 0n ? frame + ((address >> 12n) & 511n) : frame;
      },
      page: (pfn) =>
        Array.from({ length: 8 }, (_, i) => read(pageAddress(trace.program, pfn) + BigInt(8 * i))),
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
    at,
  };
}
