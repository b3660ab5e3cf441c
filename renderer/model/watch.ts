import {
  describePointer,
  ExpressionError,
  formatValue,
  memoryBefore,
  translator,
  watchAt,
  writerText,
  type Watched,
} from '../../core/index.ts';
import type { Side, StateSession } from './session.ts';

/** A C expression that is looked at wherever the cursor goes; plain data, kept in sessions. */
export interface Watch {
  id: number;
  text: string;
}

/** A state at the position where watches are evaluated. */
export interface WatchPoint {
  session: StateSession;
  position: number;
  /** Where the cursor stood before it came here: what differs from there has changed. */
  before: number;
  /** The column that shows the state; null while none does. */
  side: Side | null;
}

/** What a watch is in one state, or in several that agree. */
export interface WatchValue {
  points: WatchPoint[];
  text: string;
  /** Whether the text tells why there is no value. */
  problem: boolean;
  /** The value at the position before, if it was another one; null if it has not changed. */
  was: string | null;
  /** The function whose local variables it names. */
  inside: string | null;
  /** The write that it was last changed by, in the state of the first point. */
  written: { step: number; by: string } | null;
  /** The next step that writes it, there; -1 if none does. */
  next: number;
}

/** What a watch is in each state; states that say the same are one, the first point's steps count. */
export function watchValues(
  text: string,
  points: readonly WatchPoint[],
  level: number,
): WatchValue[] {
  const values: WatchValue[] = [];
  for (const point of points) {
    const value = valueAt(text, point, level);
    const same = values.find(
      (other) =>
        other.text === value.text &&
        other.was === value.was &&
        other.inside === value.inside &&
        other.written?.by === value.written?.by,
    );
    if (same) same.points.push(point);
    else values.push(value);
  }
  return values;
}

function valueAt(text: string, point: WatchPoint, level: number): WatchValue {
  const { session, position } = point;
  const { trace } = session;
  const now = evaluated(session, position, text, level);
  if (now instanceof ExpressionError) {
    const none = { was: null, inside: null, written: null, next: -1 };
    return { points: [point], text: now.message, problem: true, ...none };
  }
  const { frame, isSet, written, nextWrite } = now;
  const before = isSet ? evaluated(session, point.before, text, level) : now;
  return {
    points: [point],
    text: isSet ? textOf(session, position, now) : 'not written yet',
    problem: false,
    was:
      before instanceof ExpressionError || !hasChanged(before, now)
        ? null
        : textOf(session, point.before, before),
    inside: frame?.functionName ?? null,
    written: written && isSet ? { step: written.step, by: writerText(trace, written) } : null,
    next: nextWrite,
  };
}

/** What the expression is there; the error that says why it is nothing. */
export function evaluated(
  session: StateSession,
  position: number,
  text: string,
  level: number,
  at?: { file: string; line: number },
): Watched | ExpressionError {
  const { trace } = session;
  let through: ((address: bigint) => bigint | null) | null = null;
  const translate = (address: bigint) => {
    through ??= translator(trace, position, memoryBefore(trace, position));
    return through(address);
  };
  try {
    return watchAt(trace, position, text, { level, translate, ...(at && { at }) });
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

/** Another value of the same thing: a variable of another call is another variable. */
function hasChanged(before: Watched, now: Watched): boolean {
  if (!before.isSet || before.frame?.call !== now.frame?.call) return false;
  const [a, b] = [before.value.bytes, now.value.bytes];
  return a.length !== b.length || a.some((byte, index) => byte !== b[index]);
}

/** As gdb prints it; of a pointer also what it points to. */
export function textOf({ trace }: StateSession, position: number, { value }: Watched): string {
  const { type, bytes, scalar } = value;
  const plain = formatValue(type, bytes);
  if (type.kind !== 'pointer' || type.to.kind === 'function' || typeof scalar !== 'bigint') {
    return plain;
  }
  const address = BigInt.asUintN(64, scalar);
  const target = describePointer(trace, memoryBefore(trace, position), address, type.to);
  return target === 'NULL' || target === 'no known address' ? plain : `${plain} → ${target}`;
}

/** Watches out of anything a session may hold; what is none is left out. */
export function readWatches(value: unknown): Watch[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((text): text is string => typeof text === 'string' && text.trim() !== '')
    .map((text, index) => ({ id: index + 1, text }));
}
