import type { Trace } from './trace.ts';

/**
 * The bytes of the number or pointer that a call returned, as many as its type has. Null for a
 * function that returns nothing (or a record), and for a call that never returned.
 */
export function returnedValue(trace: Trace, call: number): Uint8Array | null {
  const { program, recording } = trace;
  const { calls, outcome } = recording;
  const { resultOffset, returns } = program.functions[calls.function[call]!]!;
  const leave = calls.leave[call]!;
  const isOpen = leave === trace.length && outcome.kind !== 'finished';
  if (resultOffset === null || isOpen) return null;
  const address = recording.stackBase + BigInt(calls.frame[call]! + resultOffset);
  return trace.bytesAt(recording.stepLog[leave]!, address, returns.size);
}
