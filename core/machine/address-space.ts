/** What native functions need of memory, in kernel mode and in user mode. */
import type { Machine } from './machine.ts';
import type { UserMode } from './user-mode.ts';

export interface AddressSpace {
  readString(address: bigint, max?: number): string;
  /** Without recording the read. */
  peek(address: bigint, length: number): Uint8Array;
  readBlock(address: bigint, length: number, name: string): Uint8Array;
  writeBlock(address: bigint, bytes: Uint8Array, name: string): void;
  sbrk(increment: bigint): bigint;
}

export const readUint = (space: AddressSpace, address: bigint, size: number): bigint => {
  let value = 0n;
  space.peek(address, size).forEach((byte, i) => (value |= BigInt(byte) << BigInt(8 * i)));
  return value;
};

export function kernelSpace(m: Machine): AddressSpace {
  return {
    readString: (address, max) => m.memory.readString(address, max),
    peek: (address, length) => m.memory.read(address, length),
    readBlock: (address, length, name) => m.readBlock(address, length, name),
    writeBlock: (address, bytes, name) => m.writeBlock(address, bytes, name),
    sbrk: (increment) => m.sbrk(m.heap, increment),
  };
}

/** Every access is translated, and may fault, page by page. */
export function userSpace(m: Machine, user: UserMode): AddressSpace {
  const read = (
    address: bigint,
    length: number,
    part: (at: bigint, count: number) => Uint8Array,
  ) => {
    const result = new Uint8Array(length);
    user.eachPart(address, length, false, (at, count, done) => result.set(part(at, count), done));
    return result;
  };
  return {
    readString(address, max = 65536) {
      let text = '';
      for (let at = address; text.length < max; at++) {
        const [byte] = m.memory.read(user.resolve(at, false), 1);
        if (byte === 0) break;
        text += String.fromCharCode(byte);
      }
      return text;
    },
    peek: (address, length) => read(address, length, (at, count) => m.memory.read(at, count)),
    readBlock: (address, length, name) =>
      read(address, length, (at, count) => m.readBlock(at, count, name)),
    writeBlock(address, bytes, name) {
      user.eachPart(address, bytes.length, true, (at, count, done) =>
        m.writeBlock(at, bytes.subarray(done, done + count), name),
      );
    },
    sbrk: (increment) => m.sbrk(user.heap, increment),
  };
}
