/**
 * Memory that is touched after it was given back. The allocators of the model say what is free by
 * calling kasan_poison() and kasan_unpoison(), as the kernel's do; here their calls are read.
 */
import type { Trace } from '../trace/index.ts';
import type { Findings, Sanitizer } from './finding.ts';
import { placeKey, placeText } from './places.ts';
import { addressOf, walkAccesses, type Visit } from './walk.ts';

const POISON = 'kasan_poison';
const UNPOISON = 'kasan_unpoison';
/** Freed memory is kept in units of this size, the smallest that an allocator gives. */
const UNIT = 16;

interface Change {
  moment: number;
  step: number;
  address: bigint;
  size: number;
  free: boolean;
}

export function* findUseAfterFree(trace: Trace, findings: Findings): Sanitizer {
  const changes = poisonChanges(trace);
  if (changes.length === 0) return;
  /** Per 4096-byte frame and unit: the change that freed it, plus one; 0 for memory in use. */
  const freed = new Map<number, Uint32Array>();
  let next = 0;
  yield* walkAccesses(trace, (access) => {
    while (next < changes.length && changes[next]!.moment <= access.moment) {
      apply(freed, changes[next]!, next + 1);
      next++;
    }
    const by = freedBy(freed, access);
    if (by === 0) return;
    const step = trace.stepOfMoment(access.moment);
    const cause = changes[by - 1]!;
    findings.add(`free ${placeKey(trace, step)}`, () => ({
      kind: 'use-after-free',
      text: `freed memory is ${access.isWrite ? 'written' : 'read'}`,
      place: placeText(trace, step),
      step,
      cause: { step: cause.step, text: 'it was freed', place: freeingPlace(trace, cause.step) },
      address: addressOf(access),
    }));
  });
}

/** The calls of the two functions, with their arguments, in order. */
function poisonChanges(trace: Trace): Change[] {
  const { program, calls, stackBase, stepLog } = trace.recording;
  const functions = program.functions.map(({ name }) =>
    name === POISON ? true : name === UNPOISON ? false : null,
  );
  const changes: Change[] = [];
  for (let call = 0; call < calls.count; call++) {
    const index = calls.function[call]!;
    const free = functions[index];
    if (free === null || free === undefined) continue;
    const moment = stepLog[calls.enter[call]! + 1]!;
    const [address, size] = program.functions[index]!.variables.map(({ frameOffset }) => {
      const at = stackBase + BigInt(calls.frame[call]! + frameOffset);
      return trace.bytesAt(moment, at, 8);
    }).map((bytes) => new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
    changes.push({ moment, step: calls.enter[call]!, address: address!, size: Number(size), free });
  }
  return changes;
}

function apply(freed: Map<number, Uint32Array>, change: Change, by: number): void {
  let address = change.address;
  for (let left = change.size; left > 0;) {
    const offset = Number(address & 0xfffn);
    const count = Math.min(left, 4096 - offset);
    const frame = Number(address >> 12n);
    let units = freed.get(frame);
    if (!units && change.free) freed.set(frame, (units = new Uint32Array(4096 / UNIT)));
    units?.fill(
      change.free ? by : 0,
      Math.floor(offset / UNIT),
      Math.ceil((offset + count) / UNIT),
    );
    address += BigInt(count);
    left -= count;
  }
}

function freedBy(freed: Map<number, Uint32Array>, { low, high, size }: Visit): number {
  let frame = high * 2 ** 20 + (low >>> 12);
  let offset = low & 0xfff;
  for (let left = size; left > 0; frame++) {
    const count = Math.min(left, 4096 - offset);
    const units = freed.get(frame);
    if (units) {
      const end = Math.ceil((offset + count) / UNIT);
      for (let at = Math.floor(offset / UNIT); at < end; at++) if (units[at]) return units[at]!;
    }
    left -= count;
    offset = 0;
  }
  return 0;
}

/** Who gave the memory back: the caller of the allocator that called kasan_poison(). */
function freeingPlace(trace: Trace, step: number): string {
  const frame = trace.callStack(step)[1];
  return frame ? placeText(trace, frame.step) : placeText(trace, step);
}
