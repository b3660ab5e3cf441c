/**
 * What a process has outside of its page tables: variables, heap and stack. The machine holds one
 * image at a time, that of the process that runs.
 */
import { LINEAR, STACK_BASE, USER_STACK_SIZE } from '../c/emit/abi.ts';
import type { LinearMemory } from './linear-memory.ts';
import { isZero, pageChanges } from './page-changes.ts';

const PAGE = 4096;

/** Contents by page number; pages of zeroes are left out. */
export type ImagePages = ReadonlyMap<number, Uint8Array>;

export class ProgramImage {
  /** `contains`: is the address of a page part of the image? The stack is, under its recorded address. */
  constructor(
    private readonly memory: LinearMemory,
    private readonly contains: (address: bigint) => boolean,
  ) {}

  /** Page numbers under which the image is recorded, with the linear offset of each. */
  private *pages(): Generator<[number, number]> {
    const first = Number(STACK_BASE >> 12n);
    for (let i = 0; i < USER_STACK_SIZE / PAGE; i++) yield [first + i, LINEAR.userStack + i * PAGE];
    for (const entry of this.memory.existing) {
      const isStack = entry[1] >= LINEAR.userStack && entry[1] < LINEAR.stack;
      if (!isStack && this.contains(BigInt(entry[0]) << 12n)) yield entry;
    }
  }

  private bytesAt(offset: number): Uint8Array {
    return new Uint8Array(this.memory.wasm.buffer, offset, PAGE);
  }

  /** A copy of the image. */
  capture(): ImagePages {
    const image = new Map<number, Uint8Array>();
    for (const [page, offset] of this.pages()) {
      const bytes = this.bytesAt(offset);
      if (!isZero(bytes)) image.set(page, bytes.slice());
    }
    return image;
  }

  /** Calls `change` with each run of bytes that has to be written for the image to be `wanted`. */
  differences(wanted: ImagePages, change: (address: bigint, bytes: Uint8Array) => void): void {
    const zero = new Uint8Array(PAGE);
    for (const [page, offset] of [...this.pages()]) {
      const after = wanted.get(page) ?? zero;
      for (const run of pageChanges(this.bytesAt(offset), after)) {
        change((BigInt(page) << 12n) + BigInt(run.offset), run.bytes);
      }
    }
  }
}
