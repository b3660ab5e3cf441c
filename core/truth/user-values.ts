/** Arguments, arrays and members of structures that a probe wrote down, and the model's. */
import type { MemoryView } from '../machine/memory.ts';
import { toUint } from '../mm/bytes.ts';
import { leafAt } from '../mm/leaves.ts';
import type { Trace } from '../trace/index.ts';
import type { FramePairs } from './frame-pairs.ts';
import {
  argumentOf,
  completeRecord,
  functionOf,
  parameterNamed,
  pointedRecord,
} from './parameters.ts';
import type { Session } from './session.ts';
import { compareReturned } from './returned.ts';
import { compareEntry, reportNumber } from './user-entries.ts';
import type { UserMoment } from './user-moments.ts';

/** Structures by the name that captures give them. */
const RECORDS: Readonly<Record<string, string>> = {
  migrate: 'migrate_vma',
  range: 'hmm_range',
  vmf: 'vm_fault',
};

/** Parameters that an array is in where it is no member of a structure. */
const ARRAYS: Readonly<Record<string, string>> = { src: 'src_pfns', dst: 'dst_pfns' };

/** Captures of other trees call some parameters differently. */
const PARAMETERS: Readonly<Record<string, string>> = { src_folio: 'src', dst_folio: 'dst' };

/** Where the frame number of an array's elements begins, and the bits that are flags. */
const FORMATS: Readonly<Record<string, { shift: bigint; flags: bigint }>> = {
  src: { shift: 6n, flags: 0x3fn },
  dst: { shift: 6n, flags: 0x3fn },
  hmm_pfns: { shift: 0n, flags: 0xffn << 56n },
};

/** See `counters.ts`. */
const COUNTERS = /notifier_seq$/;

/** The structure of a role that a call works on: its address and layout. */
function structure(trace: Trace, call: number, role: string) {
  const tag = RECORDS[role];
  const info = functionOf(trace, call);
  const parameter = info.variables
    .slice(0, info.paramCount)
    .find((each) => pointedRecord(each)?.tag === tag);
  const record = parameter && pointedRecord(parameter);
  if (!parameter || !record) return null;
  const address = argumentOf(trace, call, parameter);
  return { address, record: completeRecord(trace.program, record) };
}

interface Own {
  value: bigint;
  /** Bytes that the number has in the model; the captured register may hold more. */
  size: number;
}

/** A captured number of the call as the model has it; null if the model has no such thing. */
function modelled(trace: Trace, call: number, name: string, memory: MemoryView): Own | null {
  const [role, ...path] = name.split('.');
  if (path.length > 0) {
    const object = structure(trace, call, role!);
    const names = path[0] === 'orig_pte' ? ['orig_pte', 'pte'] : path;
    const leaf = object && leafAt(object.record, ...names);
    if (object && !leaf && name === `${role}.address`) return { value: object.address, size: 8 };
    if (!leaf) return null;
    const value = toUint(memory.read(object.address + BigInt(leaf.offset), leaf.size));
    return { value, size: leaf.size };
  }
  const info = functionOf(trace, call);
  // The probes wrote down the first argument, whatever it is.
  const parameter =
    name === 'arg_page'
      ? info.variables[0]
      : (parameterNamed(info, name) ?? parameterNamed(info, PARAMETERS[name] ?? name));
  return parameter
    ? { value: argumentOf(trace, call, parameter), size: parameter.type.size }
    : null;
}

function arrayAt(trace: Trace, call: number, name: string, memory: MemoryView): bigint | null {
  const parameter = parameterNamed(functionOf(trace, call), ARRAYS[name] ?? name);
  if (parameter) return argumentOf(trace, call, parameter);
  const member = `${name === 'hmm_pfns' ? 'range' : 'migrate'}.${name}`;
  return modelled(trace, call, member, memory)?.value ?? null;
}

/** Compares all numbers and arrays of a probe. */
export function compareUserValues(
  session: Session,
  moment: UserMoment,
  memory: MemoryView,
  frames: FramePairs,
): void {
  const { event, call, position } = moment;
  if (call === null) {
    for (const name of [...event.numbers.keys(), ...event.lists.keys()])
      session.exclude(name, 'a snapshot of a user program has no values of its own');
    return;
  }
  for (const [name, captured] of event.numbers) {
    if (name === 'retval') {
      const found = compareReturned(session, call, captured, position);
      if (found)
        reportNumber(session, moment, 'value', name, found.captured, found.modelled, found.reason);
      continue;
    }
    const own = modelled(session.trace, call, name, memory);
    if (!own)
      session.exclude(name, `the model's ${functionOf(session.trace, call).name}() has none`);
    else compareNumber(session, moment, name, captured, own, frames);
  }
  for (const [name, list] of event.lists) compareList(session, moment, name, list, memory, frames);
}

function compareNumber(
  session: Session,
  moment: UserMoment,
  name: string,
  captured: bigint,
  { value, size }: Own,
  frames: FramePairs,
): void {
  if (name === 'vmf.orig_pte') {
    compareEntry(session, moment, name, captured, value, frames);
    return;
  }
  if (COUNTERS.test(name)) {
    const since = session.counters.distances(name, captured, value, moment.call!);
    if (typeof since === 'string') return session.exclude(name, since);
    captured = since.captured;
    value = since.modelled;
  }
  const wanted = BigInt.asUintN(8 * size, captured);
  const reason = session.compareNumbers(wanted, value, moment.position);
  reportNumber(session, moment, 'value', name, wanted, value, reason);
}

function compareList(
  session: Session,
  moment: UserMoment,
  name: string,
  list: bigint[],
  memory: MemoryView,
  frames: FramePairs,
): void {
  const address = arrayAt(session.trace, moment.call!, name, memory);
  if (address === null) {
    session.exclude(
      name,
      `the model's ${functionOf(session.trace, moment.call!).name}() has none`,
      'value',
      list.length,
    );
    return;
  }
  list.forEach((captured, index) => {
    const own = toUint(memory.read(address + BigInt(8 * index), 8));
    const format = FORMATS[name];
    const reason = format
      ? compareFrame(session, captured, own, format, frames, moment.position)
      : session.compareNumbers(captured, own, moment.position);
    reportNumber(session, moment, 'value', `${name}[${index}]`, captured, own, reason);
  });
}

/** Flags must be equal, the frame the same page. */
function compareFrame(
  session: Session,
  captured: bigint,
  own: bigint,
  { shift, flags }: { shift: bigint; flags: bigint },
  frames: FramePairs,
  position: number,
): string | null {
  session.values.compared++;
  if ((captured & flags) !== (own & flags)) return 'the flags differ';
  const [from, to] = [captured & ~flags, own & ~flags];
  if ((from === 0n) !== (to === 0n)) return 'only one of the two names a frame';
  const reason = from === 0n ? null : frames.join(from >> shift, to >> shift, position);
  if (reason === null) session.values[captured === own ? 'asStored' : 'byTarget']++;
  return reason;
}
