import {
  compareObjects,
  type ObjectComparison,
  type ObjectMoment,
  type Trace,
} from '../../../core/index.ts';
import { toLabError } from '../lab-error.ts';
import type { Moment, StateSession } from '../session.ts';
import type { PinnedObject } from '../../stores/fields.ts';
import { pageName } from '../shown-ranges.ts';

export const PAGE = 'struct page';

/** What is compared with the pinned object: the one that was fixed, or what the cursor and the selection say. */
export function otherObject(
  pinned: PinnedObject,
  against: PinnedObject | null,
  moment: Moment | null,
  selected: bigint | null,
): PinnedObject | null {
  if (against) return against;
  if (!moment) return null;
  const address = pinned.record === PAGE ? (selected ?? pinned.address) : pinned.address;
  const { session, position } = moment;
  return { state: session.state.id, position, address, record: pinned.record };
}

export type FieldsView = { comparison: ObjectComparison } | { problem: string };

/** Compares two objects; what stands against it is said. */
export function compareFields(
  left: PinnedObject,
  right: PinnedObject,
  sessionOf: (state: string) => StateSession | null,
): FieldsView {
  const sides = [left, right].map((object) => objectMoment(object, sessionOf(object.state)));
  const missing = sides.findIndex((side) => side === null);
  if (missing >= 0) {
    const { state } = missing === 0 ? left : right;
    return { problem: `${state} is not recorded yet` };
  }
  try {
    return { comparison: compareObjects(sides[0]!, sides[1]!) };
  } catch (error) {
    return { problem: toLabError(error).message };
  }
}

function objectMoment(object: PinnedObject, session: StateSession | null): ObjectMoment | null {
  if (!session) return null;
  const { trace, timeline } = session;
  const position = Math.min(object.position, trace.length);
  const { address, record } = object;
  return { trace, position, memory: timeline.memoryAt(position), address, record };
}

/** What the object is called at its moment; empty where nothing names it. */
export function objectName(trace: Trace | undefined, object: PinnedObject): string {
  if (!trace || object.record !== PAGE) return '';
  return pageName(trace, Math.min(object.position, trace.length), object.address);
}
