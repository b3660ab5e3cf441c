/** Bytes of a past moment out of the write index: no replay, no cursor. */
import { pageOf } from '../machine/memory.ts';
import type { Recording } from '../machine/recording.ts';
import { accessRange, writtenByte } from './accesses.ts';
import type { SiteTable } from './accesses.ts';
import type { AliasHistory } from './alias-history.ts';
import type { AccessIndex } from './write-index.ts';

export class PastMemory {
  private readonly initial = new Map<number, Uint8Array>();

  constructor(
    private readonly recording: Recording,
    private readonly sites: SiteTable,
    private readonly index: AccessIndex,
    private readonly history: AliasHistory,
  ) {
    for (const { page, bytes } of recording.initialPages) this.initial.set(page, bytes);
  }

  /** What the range held just before log word `moment`. Meant for a few bytes: a value, a struct. */
  read(moment: number, address: bigint, size: number): Uint8Array {
    const result = new Uint8Array(size);
    for (let i = 0; i < size; i++) {
      result[i] = this.byte(moment, BigInt.asUintN(64, address + BigInt(i)));
    }
    return result;
  }

  private byte(moment: number, address: bigint): number {
    const storage = this.history.at(pageOf(address), moment - 1);
    const offset = Number(address & 0xfffn);
    const at = this.index.last(storage, offset, offset, moment);
    if (at < 0) return this.initial.get(storage)?.[offset] ?? 0;
    const write = accessRange(this.recording, this.sites, at);
    // The write may have used another name of the page, and may start on the page before: which of
    // its bytes this is follows from the offset and from the page it stands on.
    for (let i = (offset - Number(write.address & 0xfffn) + 4096) & 0xfff; ; i += 4096) {
      if (i >= write.size) throw new Error('the write index names a write that misses the byte');
      const page = pageOf(write.address + BigInt(i));
      if (this.history.at(page, at) === storage) {
        return writtenByte(this.recording, this.sites, at, i);
      }
    }
  }
}
