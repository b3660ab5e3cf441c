/** Memory as it was just before a log word, and a note of what was looked at. */
import type { MemoryView } from '../../machine/memory.ts';
import type { Trace } from '../trace.ts';

export interface Looked {
  address: bigint;
  size: number;
}

export class PastView implements MemoryView {
  readonly looked: Looked[] = [];

  constructor(
    private readonly trace: Trace,
    private readonly moment: number,
  ) {}

  read(address: bigint, length: number): Uint8Array {
    this.looked.push({ address, size: length });
    return this.trace.bytesAt(this.moment, address, length);
  }

  readUint(address: bigint, size: 1 | 2 | 4 | 8): bigint {
    const bytes = this.read(address, size);
    let value = 0n;
    for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    return value;
  }
}
