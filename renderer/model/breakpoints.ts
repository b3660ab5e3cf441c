import {
  composeLineMaps,
  invertLineMap,
  targetText,
  type BreakpointSpec,
  type LineMap,
} from '../../core/index.ts';
import type { StateSession } from './session.ts';
import { shortFile } from './text.ts';

/** Where runs are to stop; plain data, kept in sessions. */
export interface Breakpoint {
  id: number;
  enabled: boolean;
  spec: BreakpointSpec;
  /** The state in whose sources the line of a line breakpoint counts; null for other kinds. */
  state: string | null;
}

/** What has become of looking for a breakpoint's hits in one state. */
export type HitRun =
  | { kind: 'working'; share: number }
  | { kind: 'ready'; positions: Uint32Array; failed: number; failure: string | null }
  | { kind: 'failed'; message: string };

/** In short, for lists and messages. */
export function breakpointText({ spec: { target, condition } }: Breakpoint): string {
  const text =
    target.kind === 'line' ? `${shortFile(target.file)}:${target.line}` : targetText(target);
  return condition === '' ? text : `${text} if ${condition}`;
}

/**
 * The breakpoint as it is in a state: a line stands elsewhere there, or not at all. `origin`: the
 * state that the line was chosen in.
 */
export function specIn(
  { spec, state }: Breakpoint,
  session: StateSession,
  origin: StateSession | null,
): BreakpointSpec | null {
  const { target } = spec;
  if (target.kind !== 'line' || state === session.state.id) return spec;
  if (!origin) return null;
  const line = mapBetween(origin, session).toRight(target.file, target.line);
  return line === null ? null : { ...spec, target: { ...target, line } };
}

const maps = new WeakMap<StateSession, WeakMap<StateSession, LineMap>>();

function mapBetween(from: StateSession, to: StateSession): LineMap {
  let row = maps.get(from);
  if (!row) maps.set(from, (row = new WeakMap<StateSession, LineMap>()));
  let map = row.get(to);
  if (!map) {
    map = composeLineMaps(invertLineMap(from.sources.lines), to.sources.lines);
    row.set(to, map);
  }
  return map;
}

/** The first of the ascending positions after `position`, or the last before it; -1. */
export function nearestHit(positions: Uint32Array, position: number, direction: 1 | -1): number {
  const at = lowerBound(positions, direction === 1 ? position + 1 : position);
  return (direction === 1 ? positions[at] : positions[at - 1]) ?? -1;
}

/** How many hits lie at or before a position, and in all. */
export function hitNumber(positions: Uint32Array, position: number): number {
  return lowerBound(positions, position + 1);
}

function lowerBound(positions: Uint32Array, position: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Breakpoints out of anything a session may hold; what is none is left out. */
export function readBreakpoints(value: unknown): Breakpoint[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown, index): Breakpoint[] => {
    const { enabled, spec, state } = fields(one);
    const { target, condition } = fields(spec);
    if (!isTarget(target) || typeof condition !== 'string') return [];
    return [
      {
        id: index + 1,
        enabled: enabled !== false,
        spec: { target, condition },
        state: typeof state === 'string' ? state : null,
      },
    ];
  });
}

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function isTarget(value: unknown): value is BreakpointSpec['target'] {
  const { kind, name, file, line, address, size, record, member, expression, place } =
    fields(value);
  const texts = (...list: unknown[]) => list.every((one) => typeof one === 'string');
  const numbers = (...list: unknown[]) => list.every((one) => Number.isInteger(one));
  switch (kind) {
    case 'function':
      return texts(name);
    case 'line':
      return texts(file) && numbers(line);
    case 'word':
      return texts(address) && numbers(size);
    case 'field':
      return texts(record, member);
    case 'expression':
      return (
        texts(expression) &&
        (place === null || (texts(fields(place).function) && numbers(fields(place).line)))
      );
    default:
      return false;
  }
}
