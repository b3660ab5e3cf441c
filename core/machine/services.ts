/** The services that emitted code calls without a C declaration (`SERVICES` of the emitter's contract). */
import { NESTED, TRAP } from '../c/emit/abi.ts';
import { Oops, pageFault } from './faults.ts';
import type { Machine } from './machine.ts';
import { wide } from './wide.ts';

const unsigned = (address: bigint) => BigInt.asUintN(64, address);

/** All services of one machine, by import name; 64-bit values arrive as signed bigints. */
export function services(m: Machine): Record<string, unknown> {
  const { memory, compiled } = m;
  return {
    $miss: (address: bigint, isWrite: number) =>
      memory.translate(unsigned(address), isWrite ? 'write' : 'read'),
    $readSlow: (address: bigint, size: number) => memory.readUint(unsigned(address), size),
    $writeSlow: (address: bigint, size: number, value: bigint) =>
      memory.writeUint(unsigned(address), size, value),
    $flush: () => m.flush(),
    $copy: (to: bigint, from: bigint, length: number, readSite: number, writeSite: number) => {
      m.writeAt(unsigned(to), m.readAt(unsigned(from), length, readSite), writeSite);
    },
    $clear: (to: bigint, length: number, site: number) =>
      m.writeAt(unsigned(to), new Uint8Array(length), site),
    $bytes: (to: bigint, pool: number, length: number, site: number) =>
      m.writeAt(unsigned(to), compiled.constantPool.subarray(pool, pool + length), site),
    $callee: (address: bigint) => callee(m, unsigned(address)),
    $wide: wide,
    $trap: (reason: number, detail: number) => trap(m, reason, detail),
    ...userServices(m),
  };
}

/** The services of user code: the same, through the page tables. */
function userServices(m: Machine): Record<string, unknown> {
  const { user } = m;
  const read = (from: bigint, length: number, site: number) => {
    const bytes = new Uint8Array(length);
    user.eachPart(from, length, false, (at, n, done) => bytes.set(m.readAt(at, n, site), done));
    return bytes;
  };
  const write = (to: bigint, bytes: Uint8Array, site: number) =>
    user.eachPart(to, bytes.length, true, (at, n, done) =>
      m.writeAt(at, bytes.subarray(done, done + n), site),
    );
  const pool = m.compiled.constantPool;
  return {
    $userMiss: (address: bigint, isWrite: number) => user.miss(unsigned(address), isWrite !== 0),
    $userReadSlow: (address: bigint, size: number, site: number) =>
      littleEndian(read(unsigned(address), size, blockSite(m, site))),
    $userWriteSlow: (address: bigint, size: number, value: bigint, site: number) =>
      write(unsigned(address), bytesOf(value, size), blockSite(m, site)),
    'user:$copy': (to: bigint, from: bigint, length: number, readSite: number, writeSite: number) =>
      write(unsigned(to), read(unsigned(from), length, readSite), writeSite),
    'user:$clear': (to: bigint, length: number, site: number) =>
      write(unsigned(to), new Uint8Array(length), site),
    'user:$bytes': (to: bigint, offset: number, length: number, site: number) =>
      write(unsigned(to), pool.subarray(offset, offset + length), site),
  };
}

/** An access that crosses a page is recorded as blocks; this is its site in that shape. */
function blockSite(m: Machine, site: number): number {
  const { kind, text } = m.sites[site];
  return m.nativeSite(kind === 'read' ? 'block-read' : 'block-write', text);
}

function callee(m: Machine, address: bigint): number {
  const inside = address >= NESTED.base && address < NESTED.end;
  const slot = m.compiled.functionSlots.get(inside ? m.enterNested(address) : address);
  if (slot === undefined) throw pageFault(address, 'execute');
  return slot;
}

function trap(m: Machine, reason: number, detail: number): never {
  switch (reason) {
    case TRAP.stack:
      throw new Oops('stack overflow: the stack is used up');
    case TRAP.unsupported:
      throw new Oops(m.compiled.trapTexts[detail]);
    default:
      throw new Oops('code marked unreachable was reached');
  }
}

const bytesOf = (value: bigint, size: number) =>
  Uint8Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));

const littleEndian = (bytes: Uint8Array) =>
  bytes.reduce((value, byte, i) => value | (BigInt(byte) << BigInt(8 * i)), 0n);
