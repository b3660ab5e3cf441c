/**
 * Locks that are still held where none may be: when a system call, a page fault or the whole run
 * ends, and when an oops kills the task. Taken twice, or given back untaken, is a BUG of the model's
 * own locks; what is never given back only shows here.
 */
import { pageRecords, pfnAt } from '../mm/vmemmap.ts';
import { leafAt } from '../mm/leaves.ts';
import type { Trace } from '../trace/index.ts';
import type { Findings, Sanitizer } from './finding.ts';
import { placeKey, placeText } from './places.ts';
import { Shape, dataAt } from '../trace/accesses.ts';
import { addressOf, walkAccesses, type Visit } from './walk.ts';

/** Records of which any write of another value than 0 takes the lock, and 0 gives it back. */
const LOCKS = new Map([
  ['struct spinlock', 'spinlock'],
  ['spinlock_t', 'spinlock'],
  ['struct mutex', 'mutex'],
  ['struct rw_semaphore', 'rw_semaphore'],
]);
/** Where the machine enters the kernel from user mode. */
const ENTRIES = new Set(['do_syscall_64', 'do_user_addr_fault']);

interface Held {
  kind: string;
  moment: number;
}

export function* findLockImbalance(trace: Trace, findings: Findings): Sanitizer {
  const sites = lockSites(trace);
  const locked = lockedBit(trace);
  const ends = kernelExits(trace);
  const held = new Map<bigint, Held>();
  let next = 0;
  const exits = (moment: number) => {
    for (; next < ends.length && ends[next]!.moment <= moment; next++) {
      report(trace, held, ends[next]!, findings);
    }
  };
  yield* walkAccesses(trace, (access) => {
    exits(access.moment);
    if (!access.isWrite) return;
    if (access.isBlock) {
      forget(held, access);
      return;
    }
    const kind = sites[access.site];
    if (kind) note(trace, held, access, kind);
    else if (locked) notePageLock(trace, held, access, locked);
  });
  exits(Infinity);
}

/** Per access site: the kind of lock that it writes, if any. */
function lockSites(trace: Trace): (string | null)[] {
  return trace.program.sites.map((site) =>
    site.kind === 'write' && site.member ? (LOCKS.get(site.member.record) ?? null) : null,
  );
}

interface LockedBit {
  offset: number;
  pageSize: number;
  bit: number;
}

/** PG_locked of `flags`. */
function lockedBit(trace: Trace): LockedBit | null {
  const bit = trace.program.constants.get('PG_locked');
  if (bit === undefined || !trace.program.records.get('struct page')?.complete) return null;
  const { page } = pageRecords(trace.program);
  const flags = leafAt(page, 'flags');
  return flags && { offset: flags.offset, pageSize: page.size, bit: Number(bit) };
}

function note(trace: Trace, held: Map<bigint, Held>, access: Visit, kind: string): void {
  const { log } = trace.recording;
  const words = Math.ceil(access.size / 4);
  const data = dataAt(log, access.moment, Shape.write) + words;
  const taken = log.subarray(data, data + words).some((word) => word !== 0);
  change(held, addressOf(access), access.moment, kind, taken);
}

function notePageLock(
  trace: Trace,
  held: Map<bigint, Held>,
  access: Visit,
  { offset, pageSize, bit }: LockedBit,
): void {
  if (access.size !== 8 || (access.low & (pageSize - 1)) !== offset) return;
  const address = addressOf(access);
  if (pfnAt(trace.program, address) === null) return;
  // A first tail's flags word by another name keeps the order of the folio: its bits are no flags.
  const member = trace.program.sites[access.site]?.member;
  if (member && member.path.at(-1) !== 'flags') return;
  const { log } = trace.recording;
  const data = dataAt(log, access.moment, Shape.write);
  const [before, after] = [log[data]! & (1 << bit), log[data + 2]! & (1 << bit)];
  if (before !== after) change(held, address, access.moment, 'page lock', after !== 0);
}

function change(
  held: Map<bigint, Held>,
  address: bigint,
  moment: number,
  kind: string,
  taken: boolean,
): void {
  if (!taken) held.delete(address);
  else if (!held.has(address)) held.set(address, { kind, moment });
}

/** Memory that is filled or copied over holds no lock any more. */
function forget(held: Map<bigint, Held>, access: Visit): void {
  if (held.size === 0) return;
  const start = addressOf(access);
  const end = start + BigInt(access.size);
  for (const address of held.keys()) if (address >= start && address < end) held.delete(address);
}

interface Exit {
  /** Locks that were taken before are somebody else's: a fault in a system call finds them held. */
  since: number;
  moment: number;
  step: number;
  what: string;
}

/** The ends of entries to the kernel, and of the run. */
function kernelExits(trace: Trace): Exit[] {
  const { program, calls, stepLog, stepCount, outcome } = trace.recording;
  const exits: Exit[] = [];
  // Calls are in the order in which they begin. Inside of another entry are faults of the kernel
  // itself, and what other processes do while one waits.
  let outermost = 0;
  for (let call = 0; call < calls.count; call++) {
    const { name } = program.functions[calls.function[call]!]!;
    const leave = calls.leave[call]!;
    if (!ENTRIES.has(name) || leave >= stepCount) continue;
    const enter = calls.enter[call]!;
    const since = enter < outermost ? stepLog[enter]! : 0;
    outermost = Math.max(outermost, leave);
    exits.push({ since, moment: stepLog[leave]!, step: leave - 1, what: `${name}() returns` });
  }
  exits.sort((a, b) => a.moment - b.moment);
  const last = { since: 0, moment: stepLog[stepCount]!, step: Math.max(0, stepCount - 1) };
  if (outcome.kind === 'finished') exits.push({ ...last, what: 'the run ends' });
  if (outcome.kind === 'oops') exits.push({ ...last, what: 'the oops kills the task' });
  return exits;
}

function report(trace: Trace, held: Map<bigint, Held>, exit: Exit, findings: Findings): void {
  for (const [address, { kind, moment }] of held) {
    if (moment < exit.since) continue;
    const cause = trace.stepOfMoment(moment);
    findings.add(`lock ${kind} ${placeKey(trace, cause)}`, () => ({
      kind: 'lock-imbalance',
      text: `a ${kind} is still held when ${exit.what}`,
      place: placeText(trace, exit.step),
      step: exit.step,
      cause: { step: cause, text: 'it was taken', place: placeText(trace, cause) },
      address,
    }));
    // It is said once; the lock is followed again when it is next taken.
    held.delete(address);
  }
}
