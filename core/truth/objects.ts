/** Comparing the objects, such as the device map, that a probed function worked on. */
import type { MemoryView } from '../machine/memory.ts';
import { toUint } from '../mm/bytes.ts';
import { leafAt } from '../mm/leaves.ts';
import { recordOfRole } from './calls.ts';
import type { CapturedEvent } from './capture.ts';
import { compareRecord } from './compare-record.ts';
import type { KnownObject } from './correspondence.ts';
import type { Moment } from './moments.ts';
import { recordFields, recordWords } from './record-words.ts';
import type { Session } from './session.ts';

const WORD = 8;

/**
 * Compares the bytes and the single members of the event's objects. Returns the names of the values
 * that were compared so.
 */
export function compareObjects(
  session: Session,
  moment: Moment,
  memory: MemoryView,
): ReadonlySet<string> {
  const done = new Set<string>();
  for (const [name, captured] of moment.event.numbers) {
    const role = /^(.+)\.address$/.exec(name)?.[1];
    if (role === undefined) continue;
    const object = findObject(session, moment, role, captured);
    if (!object) continue;
    done.add(name);
    compareBytes(session, moment, object, memory);
    compareMembers(session, moment, object, memory, done);
  }
  for (const role of moment.event.objects.keys()) {
    if (done.has(`${role}.address`)) continue;
    session.exclude(`${role}.bytes`, `the recording has no ${role} here`);
  }
  return done;
}

/** The argument with the role's name, or for a snapshot the object that a probe has seen before. */
function findObject(
  session: Session,
  { event, call, position }: Moment,
  role: string,
  captured: bigint,
): KnownObject | null {
  const argument = call === null ? null : recordOfRole(session.trace, call, role);
  if (!argument) return session.correspondence.objectCapturedAt(captured);
  const { record, address } = argument;
  session.values.compared++;
  const object = session.correspondence.define(role, record, captured, address, position);
  if (typeof object !== 'string') {
    if (captured === address) session.values.asStored++;
    else session.values.byTarget++;
    return object;
  }
  const side = { size: WORD, kind: '', fields: [] };
  session.disagree({
    ...{ kind: 'object', seq: event.seq, at: event.at, position },
    subject: role,
    captured: { ...side, value: captured, meaning: session.describeCaptured(captured) },
    modelled: { ...side, value: address, meaning: `argument of the call` },
    reason: object,
  });
  return null;
}

function compareBytes(
  session: Session,
  moment: Moment,
  object: KnownObject,
  memory: MemoryView,
): void {
  const { event, position } = moment;
  const bytes = event.objects.get(object.role);
  if (!bytes) return;
  const { role, record, modelled } = object;
  if (bytes.length !== record.size) {
    const reason = `${bytes.length} bytes were captured, the program's has ${record.size}`;
    session.disagree({
      kind: 'object',
      seq: event.seq,
      at: event.at,
      position,
      subject: role,
      reason,
    });
    return;
  }
  const own = memory.read(modelled, record.size);
  const { correspondence } = session;
  for (const result of compareRecord(bytes, own, recordWords(record), correspondence, position)) {
    const { offset, size, reason } = result;
    const row = { left: bytes.subarray(offset, offset + size), right: own.subarray(offset) };
    const [captured, value] = [toUint(row.left), toUint(row.right.subarray(0, size))];
    const fields = recordFields(record, offset);
    if (result.different && isGiven(session, moment, object, offset, captured, value)) {
      const name = `${role}.${fields.join(' | ')}`;
      session.given.push({ seq: event.seq, name, captured, modelled: value });
      continue;
    }
    session.count(session.objectBytes, result, bytes, own);
    if (result.verdict !== 'differs') continue;
    const meaning = session.describeCaptured(captured);
    const ownMeaning = session.describeModelled(value, memory);
    session.disagree({
      ...{ kind: 'object', seq: event.seq, at: event.at, position },
      ...{ subject: role, offset, reason },
      captured: { value: captured, size, kind: '', fields, meaning },
      modelled: { value, size, kind: '', fields, meaning: ownMeaning },
    });
  }
}

/**
 * Whether the caller, a program or a driver, handed the word over as it is: the probed call left it
 * alone, and the last write before the call was made by the file from which the call comes.
 */
function isGiven(
  session: Session,
  { call, position }: Moment,
  object: KnownObject,
  offset: number,
  captured: bigint,
  modelled: bigint,
): boolean {
  const { trace } = session;
  if (call === null) {
    const before = object.given.get(offset);
    return before?.captured === captured && before.modelled === modelled;
  }
  const { calls, stepLog } = trace.recording;
  const enter = calls.enter[call]!;
  const address = object.modelled + BigInt(offset);
  if (toUint(trace.bytesAt(stepLog[enter]!, address, WORD)) !== modelled) return false;
  const write = trace.lastWrite(address, WORD, enter - 1);
  const caller = calls.parent[call]!;
  if (caller === call || !write) return false;
  const { file } = trace.program.functions[calls.function[caller]!]!;
  if (trace.step(write.step).statement.file !== file) return false;
  object.given.set(offset, { captured, modelled });
  object.seen = position;
  return true;
}

/** `pgmap.type` and the like: single members of the object, and its size. */
function compareMembers(
  session: Session,
  { event, position }: Moment,
  object: KnownObject,
  memory: MemoryView,
  done: Set<string>,
): void {
  const { role, record } = object;
  for (const [name, captured] of membersOf(event, role)) {
    const path = name.slice(role.length + 1);
    const leaf = leafAt(record, ...path.split('.'));
    if (!leaf && path !== 'sizeof') continue;
    done.add(name);
    const value = leaf
      ? toUint(memory.read(object.modelled + BigInt(leaf.offset), leaf.size))
      : BigInt(record.size);
    const given = leaf && object.given.has(leaf.offset - (leaf.offset % WORD));
    if (given && captured !== value) continue;
    const reason = session.compareNumbers(captured, value, position);
    if (reason === null) continue;
    const size = leaf?.size ?? WORD;
    const fields = leaf ? recordFields(record, leaf.offset) : [];
    const side = { size, kind: '', fields };
    session.disagree({
      ...{ kind: 'value', seq: event.seq, at: event.at, position, subject: name, reason },
      captured: { ...side, value: captured, meaning: session.describeCaptured(captured) },
      modelled: { ...side, value, meaning: session.describeModelled(value, memory) },
    });
  }
}

function membersOf(event: CapturedEvent, role: string): [string, bigint][] {
  return [...event.numbers].filter(
    ([name]) => name.startsWith(`${role}.`) && name !== `${role}.address`,
  );
}
