/**
 * What earlier users of a page left in its struct page. A kernel that has run for a while hands out
 * pages whose `index` is still somebody else's, and device pages that still carry flags of their last
 * use. No program can know these; so what the capture has when the page is first seen is taken over,
 * and from then on the word is compared like any other: it must stay until the recording writes it.
 */
import { toUint } from '../mm/bytes.ts';
import { leafAt } from '../mm/leaves.ts';
import { pageAddress, pageRecords } from '../mm/vmemmap.ts';
import type { Trace } from '../trace/index.ts';
import type { WordResult } from './compare-record.ts';

/** Bits of the flags word that are flags; above them are zone, node and counters. */
const FLAGS = (1n << 24n) - 1n;
/** Clears a struct page when its frame is handed out for the first time. */
const CLEARS = 'mm_zero_struct_page';
/** Functions at addresses from here on are the kernel's. */
const KERNEL = 1n << 63n;

/**
 * How a word is to be taken: left by an earlier user; equal, or still what that user left; not equal;
 * or not what that user left although nothing wrote it.
 */
export type Verdict = 'inherited' | 'kept' | 'differs' | 'changed';

interface Known {
  /** Captured word at the first sight (index), or the bits that only the capture has (flags). */
  left: bigint;
  /** The recording's last write of the word then. */
  moment: number;
}

export class Inheritance {
  private readonly known = new Map<string, Known>();
  private readonly flags: number;
  private readonly index: number;
  private readonly programStart: number;

  constructor(private readonly trace: Trace) {
    const { page } = pageRecords(trace.program);
    this.flags = leafAt(page, 'flags')?.offset ?? -1;
    this.index = leafAt(page, 'index')?.offset ?? -1;
    this.programStart = firstUserStep(trace);
  }

  /** To be asked about every word of every page, equal or not, in the order of the events. */
  judge(
    captured: { pfn: bigint; bytes: Uint8Array },
    modelled: { pfn: bigint; bytes: Uint8Array },
    { offset, size, verdict }: WordResult,
    position: number,
  ): Verdict {
    const given = verdict === 'differs' ? 'differs' : 'kept';
    if (offset !== this.flags && offset !== this.index) return given;
    const word = (bytes: Uint8Array) => toUint(bytes.subarray(offset, offset + size));
    const [left, right] = [word(captured.bytes), word(modelled.bytes)];
    const address = pageAddress(this.trace.program, modelled.pfn) + BigInt(offset);
    const key = `${captured.pfn} ${address}`;
    const known = this.known.get(key);
    if (!known) {
      const { moment, isFresh } = this.lastWrite(address, size, position);
      if (verdict !== 'differs' || !isFresh || !this.mayDiffer(offset, left, right)) {
        this.known.set(key, { left: offset === this.flags ? 0n : right, moment });
        return given;
      }
      this.known.set(key, { left: offset === this.flags ? left & ~right : left, moment });
      return 'inherited';
    }
    if (offset === this.flags) {
      // A bit that no longer differs is the recording's own from here on.
      const fits = ((left ^ right) & ~known.left) === 0n && (right & known.left & ~left) === 0n;
      known.left &= left ^ right;
      return fits ? 'kept' : given;
    }
    const { moment } = this.lastWrite(address, size, position);
    if (moment !== known.moment) return given;
    return left === known.left ? 'kept' : 'changed';
  }

  /** An index may be anything; of the flags only those that the earlier user had on. */
  private mayDiffer(offset: number, left: bigint, right: bigint): boolean {
    return offset === this.index || ((left ^ right) & ~(left & FLAGS)) === 0n;
  }

  /** The last write of a word, and whether it was made before the program got the page. */
  private lastWrite(address: bigint, size: number, position: number) {
    const write = this.trace.lastWrite(address, size, position - 1);
    if (!write) return { moment: -1, isFresh: true };
    const isFresh =
      write.step < this.programStart || this.trace.step(write.step).functionName === CLEARS;
    return { moment: write.moment, isFresh };
  }
}

/** The first step of user code; 0 if there is none. */
function firstUserStep(trace: Trace): number {
  const { calls } = trace.recording;
  for (let call = 0; call < calls.count; call++) {
    const { address } = trace.program.functions[calls.function[call]!]!;
    if (address < KERNEL) return calls.enter[call]!;
  }
  return 0;
}
