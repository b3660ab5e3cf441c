/** Which object lies at an address: a variable, a struct page, a table, something allocated. */
import type { CType } from '../c/ctype.ts';
import { typeText } from '../c/types.ts';
import type { MemoryView } from '../machine/memory.ts';
import { locals } from '../trace/locals.ts';
import type { Trace } from '../trace/index.ts';
import { hex } from './bytes.ts';
import { pageRecords, pageAddress, pfnAt } from './vmemmap.ts';

export interface FoundObject {
  /** Address of its first byte. */
  address: bigint;
  type: CType;
  /** `init_task`, `struct page of pfn 0x…`, `struct vm_area_struct`. */
  name: string;
  /** How it is known: by debug information, or by who wrote it last as what. */
  how: 'variable' | 'local' | 'struct page' | 'written';
}

/**
 * The object that the byte at `address` belongs to at `position`; null where nothing tells. Memory of
 * the heap has no type of its own: it is what its bytes were last written through.
 */
export function objectAt(
  trace: Trace,
  position: number,
  memory: MemoryView,
  address: bigint,
): FoundObject | null {
  return (
    variableAt(trace, address) ??
    localAt(trace, position, memory, address) ??
    pageAt(trace, address) ??
    writtenAt(trace, position, address)
  );
}

const holds = (start: bigint, type: CType, address: bigint) =>
  address >= start && address < start + BigInt(Math.max(type.size, 1));

function variableAt(trace: Trace, address: bigint): FoundObject | null {
  const found = trace.program.globals.find((one) => holds(one.address, one.type, address));
  return found
    ? { address: found.address, type: found.type, name: found.name, how: 'variable' }
    : null;
}

function localAt(
  trace: Trace,
  position: number,
  memory: MemoryView,
  address: bigint,
): FoundObject | null {
  if (address < trace.recording.stackBase || position > trace.length) return null;
  for (const frame of trace.callStack(position)) {
    const found = locals(trace, memory, frame).find((one) => holds(one.address, one.type, address));
    if (!found) continue;
    const name = `${found.name} of ${frame.functionName}()`;
    return { address: found.address, type: found.type, name, how: 'local' };
  }
  return null;
}

function pageAt({ program }: Trace, address: bigint): FoundObject | null {
  const pfn = pfnAt(program, address);
  if (pfn === null) return null;
  const { page } = pageRecords(program);
  const name = `struct page of pfn ${hex(pfn)}`;
  return { address: pageAddress(program, pfn), type: page, name, how: 'struct page' };
}

/** So many writes of a word are looked at: lists and counters are written through their own types. */
const LOOK_BACK = 12;

function writtenAt(trace: Trace, position: number, address: bigint): FoundObject | null {
  if (position === 0) return null;
  let best: FoundObject | null = null;
  let write = trace.lastWrite(address, 1, position - 1);
  for (let tries = 0; write && tries < LOOK_BACK; tries++) {
    const { member } = write.site;
    const record = member && trace.program.records.get(member.record);
    if (member && record?.complete) {
      const start = write.address - BigInt(member.offset);
      // Of several the largest: `struct list_head` lies inside what it links.
      const larger = !best || record.size > best.type.size;
      if (larger && holds(start, record, address)) {
        best = { address: start, type: record, name: typeText(record), how: 'written' };
      }
    } else if (write.site.kind === 'block-write') {
      break; // filled anew: what was written before is somebody else's
    }
    write = trace.previousWrite(address, 1, write.step);
  }
  return best;
}
