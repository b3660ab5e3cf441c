/** `lab_value` readings, and which read of memory each value came from. */
import type { AccessSite } from '../c/program.ts';
import { MAP_ENTRY, RESUMED } from '../machine/recording.ts';
import { decodeAccess, siteOf } from './accesses.ts';
import type { Access } from './accesses.ts';
import { previousInCall } from './call-stack.ts';
import type { Trace } from './trace.ts';

/** A value that the program read on purpose. */
export interface Reading {
  name: string;
  step: number;
  value: bigint;
  /** The read that produced the value; null if no read of memory with this value can be named. */
  via: { member: string; functionName: string; address: bigint } | null;
}

/** How often a value is followed from a local variable to the statement that set it. */
const HOPS = 8;

/** All readings of a trace, in order. */
export function readings(trace: Trace): Reading[] {
  return trace.recording.events.flatMap((event) =>
    event.kind === 'value'
      ? [{ name: event.name, step: event.step, value: event.value, via: via(trace, event) }]
      : [],
  );
}

/** `struct page.pgmap`, or the expression where an access names no member. */
export function memberText(site: AccessSite): string {
  return site.member ? `${site.member.record}.${site.member.path.join('.')}` : site.text;
}

/**
 * The last read of memory (not of a local variable) with the value among the steps of the reading's
 * statement, callees included. If the value only came out of a local variable, the search goes on
 * in the statement that set the variable.
 */
function via(trace: Trace, event: { step: number; value: bigint }): Reading['via'] {
  let end = trace.recording.stepLog[event.step + 1]!;
  let step = event.step;
  for (let hop = 0; hop < HOPS; hop++) {
    const start = trace.recording.stepLog[statementStart(trace, step)]!;
    const { found, local } = search(trace, start, end, event.value);
    if (found) {
      const at = trace.step(trace.stepOfMoment(found.moment));
      return {
        member: memberText(found.site),
        functionName: at.functionName,
        address: found.address,
      };
    }
    if (!local) return null;
    const write = trace.lastWrite(local.address, local.size, trace.stepOfMoment(local.moment));
    if (!write || write.moment >= local.moment) return null;
    end = write.moment;
    step = write.step;
  }
  return null;
}

/** The first step of the run of the statement that `step` belongs to. */
function statementStart({ recording }: Trace, step: number): number {
  const { stepCall, stepStatement } = recording;
  const call = stepCall[step]!;
  let at = step;
  while ((stepStatement[at]! & RESUMED) !== 0) {
    const before = previousInCall(recording, call, at);
    if (before < 0 || ((stepStatement[before]! ^ stepStatement[at]!) & ~RESUMED) !== 0) break;
    at = before;
  }
  return at;
}

/** The last read with the value between two moments, and the last local read with it. */
function search(trace: Trace, start: number, end: number, value: bigint) {
  const { recording, sites } = trace;
  const { log } = recording;
  const moments: number[] = [];
  for (let at = start; at < end; at += sites.entryLength(log, at)) {
    if (log[at] === MAP_ENTRY) continue;
    if (recording.program.sites[siteOf(log[at]!)]?.kind === 'read') moments.push(at);
  }
  let local: Access | null = null;
  for (let i = moments.length - 1; i >= 0; i--) {
    const access = decodeAccess(recording, sites, moments[i]!);
    if (access.size > 8) continue;
    // A local that was passed on is found again in the callee: the outermost read is the last one.
    if (access.site.local && local) continue;
    if (valueOf(access.site, trace.readValue(access)) !== BigInt.asUintN(64, value)) continue;
    if (!access.site.local) return { found: access, local: null };
    local = access;
  }
  return { found: null, local };
}

/** What a read contributes when widened to 64 bits, as C does it. */
function valueOf(site: AccessSite, bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  const signed = (site.type.kind === 'int' || site.type.kind === 'enum') && site.type.signed;
  return signed ? BigInt.asUintN(64, BigInt.asIntN(bytes.length * 8, value)) : value;
}
