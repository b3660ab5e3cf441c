/**
 * The head of a log entry: which access, and where. The upper halves of almost all addresses are a few
 * constants; the entry then holds the number of one instead of it, in the upper bits of its first word.
 */
import { ADDRESS, LINEAR, USER_ADDRESS } from './abi.ts';
import type { Code } from './code.ts';

const high = (address: bigint) => Number(BigInt.asUintN(32, address >> 32n));

const KNOWN = [
  ADDRESS.directMap, ADDRESS.vmemmap, ADDRESS.stack, ADDRESS.data, ADDRESS.heap, USER_ADDRESS.data,
  USER_ADDRESS.stack,
].map(high); // prettier-ignore

/** Puts each of the known halves into a slot of its own. */
const MULTIPLIER = 0x98c4_7537 | 0;
const slotOf = (half: number) => Math.imul(half, MULTIPLIER) >>> 29;

/** The half that each slot stands for; no half is looked for in a slot that has none. */
export const HIGH_HALVES: Uint32Array = new Uint32Array(8);
for (const half of KNOWN) HIGH_HALVES[slotOf(half)] = half;

/** Bits of an entry's first word that are the access site; above them is 0, or a slot plus one. */
export const SITE_BITS = 28;

/** wasm locals (i32) that an entry's head is made with; `data` is then where the rest goes. */
export interface HeadLocals {
  half: number;
  slot: number;
  data: number;
}

/**
 * Emits the head at the log pointer, which stays; `data` gets the place behind it. `site` is an i32 local,
 * `pushAddress` pushes an i64, always the same one.
 */
export function emitLogHead(
  c: Code,
  log: number,
  site: number,
  pushAddress: () => void,
  { half, slot, data }: HeadLocals,
): void {
  pushAddress();
  c.i64(32n).op('i64_shr_u').op('i32_wrap_i64').tee(half);
  c.i32(MULTIPLIER).op('i32_mul').i32(29).op('i32_shr_u').tee(slot);
  c.i32(2).op('i32_shl').access('i32_load', LINEAR.highHalves).get(half).op('i32_eq');
  c.open('if');
  c.getGlobal(log).get(slot).i32(1).op('i32_add').i32(SITE_BITS).op('i32_shl').get(site);
  c.op('i32_or').access('i32_store', 0);
  c.getGlobal(log);
  pushAddress();
  c.op('i32_wrap_i64').access('i32_store', 4);
  c.getGlobal(log).i32(8).op('i32_add').set(data);
  c.otherwise();
  c.getGlobal(log).get(site).access('i32_store', 0);
  c.getGlobal(log);
  pushAddress();
  c.access('i64_store', 4);
  c.getGlobal(log).i32(12).op('i32_add').set(data);
  c.close();
}
