/** The roles that pages have because a program watches the addresses that map them. */
import type { MemoryView } from '../machine/memory.ts';
import type { RecordedEvent } from '../machine/recording.ts';
import { walkEntry } from '../machine/page-walk.ts';
import { decodeFlags } from '../mm/page-flags.ts';
import { toUint } from '../mm/bytes.ts';
import { leafAt } from '../mm/leaves.ts';
import { pageAddress, pageRecords, pfnAt } from '../mm/vmemmap.ts';
import type { Timeline, Trace } from '../trace/index.ts';
import { frameOfEntry } from './entry-parts.ts';

export type Watch = Extract<RecordedEvent, { kind: 'watch' }>;

const PAGE = 4096n;

/** What is watched at any position of a recording. */
export class Watches {
  private readonly known = new Map<Watch, Map<string, bigint>>();

  constructor(
    private readonly trace: Trace,
    private readonly timeline: Timeline,
  ) {}

  /** The watches in force when the steps before `position` have run, the latest first. */
  at(position: number): Watch[] {
    const found: Watch[] = [];
    for (const event of this.trace.recording.events) {
      if (event.step > position) break;
      if (event.kind === 'reset') found.length = 0;
      else if (event.kind === 'watch') found.unshift(event);
    }
    return found;
  }

  /** Frames by role as they were when the program began to watch: `src0`, `dev1`, `backing1`, `thp0`. */
  roles(watch: Watch): ReadonlyMap<string, bigint> {
    let roles = this.known.get(watch);
    if (!roles) {
      roles = this.find(watch, this.timeline.memoryAt(watch.step));
      this.known.set(watch, roles);
    }
    return roles;
  }

  private find(watch: Watch, memory: MemoryView): Map<string, bigint> {
    const roles = new Map<string, bigint>();
    for (let index = 0; index < watch.pages; index++) {
      const address = watch.address + BigInt(index) * PAGE;
      const entry = walkEntry((at) => memory.readUint(at, 8), watch.tables, address);
      const frame = entry === null ? null : frameOfEntry(entry, address);
      if (frame === null) continue;
      if (watch.huge) roles.set(`thp${index}`, frame);
      else if (!this.isDevice(frame, memory)) roles.set(`src${index}`, frame);
      else {
        roles.set(`dev${index}`, frame);
        const backing = this.backingOf(frame, memory);
        if (backing !== null) roles.set(`backing${index}`, backing);
      }
    }
    const zero = this.zeroPage(memory);
    if (zero !== null) roles.set('zero', zero);
    return roles;
  }

  private isDevice(frame: bigint, memory: MemoryView): boolean {
    const { program } = this.trace;
    const flags = toUint(memory.read(pageAddress(program, frame), 8));
    return decodeFlags(program, flags).zone === 'ZONE_DEVICE';
  }

  /** The system page that the test driver keeps behind a private one: its `zone_device_data`. */
  private backingOf(frame: bigint, memory: MemoryView): bigint | null {
    const { program } = this.trace;
    const leaf = leafAt(pageRecords(program).page, 'zone_device_data');
    if (!leaf) return null;
    const at = pageAddress(program, frame) + BigInt(leaf.offset);
    return pfnAt(program, toUint(memory.read(at, leaf.size)));
  }

  private zeroPage(memory: MemoryView): bigint | null {
    const variable = this.trace.program.globals.find(({ name }) => name === 'zero_pfn');
    return variable ? toUint(memory.read(variable.address, variable.type.size)) : null;
  }
}
