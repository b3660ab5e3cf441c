/** Differences in words. */
import { memberText } from '../readings.ts';
import type { Trace } from '../trace.ts';

const LONGEST = 240;

export function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/** A long text is cut, never the list of differences. */
export function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** `struct page.pgmap` of an access site. */
export function siteText(trace: Trace, site: number): string {
  return memberText(trace.program.sites[site]!);
}

/** `mm/memory.c:12 in do_swap_page()`. */
export function placeText(trace: Trace, index: number): string {
  if (index >= trace.length) return 'the end';
  const { file, line, functionName } = trace.step(index);
  return `${file}:${line} in ${functionName}()`;
}

/** Two things with a value each; one name suffices if both have the same. */
export function pairText(left: string, right: string, verb: string, a: string, b: string): string {
  return left === right
    ? `${left} ${verb} ${a} left, ${b} right`
    : `${left} ${verb} ${a}, ${right} ${verb} ${b}`;
}

/** What runs on one side only, from its first step there. */
export function loneText(
  trace: Trace,
  first: number,
  callMatched: Uint8Array,
  side: 'left' | 'right',
): string {
  const { calls } = trace.recording;
  const call = loneCall(trace, first, callMatched);
  if (call < 0) return `${placeText(trace, first)} runs on the ${side} only`;
  const name = trace.program.functions[calls.function[call]!]!.name;
  const enter = calls.enter[call]!;
  const caller = trace.callStack(enter)[1];
  const from = caller ? `, called at ${caller.file}:${caller.line}` : '';
  return `${name}() runs on the ${side} only${from}`;
}

/** The outermost call without a counterpart that a step belongs to; -1: its own call has one. */
export function loneCall(trace: Trace, step: number, callMatched: Uint8Array): number {
  const { calls, stepCall } = trace.recording;
  let call = stepCall[step]!;
  if (callMatched[call]) return -1;
  while (call > 0 && !callMatched[calls.parent[call]!]) call = calls.parent[call]!;
  return call;
}
