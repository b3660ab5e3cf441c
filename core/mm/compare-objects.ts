/** Two objects of one C type field by field: two pages, one page at two steps, the same page in two states. */
import { objectFields, type ObjectField, type ObjectMoment } from './object-fields.ts';

/** One member of the two objects. */
export interface FieldPair {
  member: string;
  offset: number;
  size: number;
  /** Null where this state's sources have no such member there. */
  left: ObjectField | null;
  right: ObjectField | null;
}

/**
 * - `equal`: the same bits, and the same member is the valid one.
 * - `bits`: other bits.
 * - `names`: the same bits, but the valid member of the union is another one, or only one side has it.
 */
export type FieldDifference = 'equal' | 'bits' | 'names';

/** The members that share bytes: one member by itself, or all names of a part of a union. */
export interface FieldGroup {
  /** Bytes from the start of the object. */
  offset: number;
  size: number;
  difference: FieldDifference;
  /** Other bits that mean the same: pointers to the same thing at other addresses. */
  alike: boolean;
  /** The valid ones first. */
  fields: FieldPair[];
}

export interface ObjectComparison {
  left: ObjectMoment;
  right: ObjectMoment;
  groups: FieldGroup[];
}

/** Compares two objects of the same C name. Throws Error where one of them cannot be read (objectFields). */
export function compareObjects(left: ObjectMoment, right: ObjectMoment): ObjectComparison {
  const pairs = pairFields(objectFields(left), objectFields(right));
  return { left, right, groups: groupPairs(pairs).map(judgeGroup) };
}

function pairFields(lefts: ObjectField[], rights: ObjectField[]): FieldPair[] {
  const pairs = new Map<string, FieldPair>();
  const add = (field: ObjectField, side: 'left' | 'right') => {
    const { member, offset, size, bits } = field;
    const key = `${offset} ${bits?.offset ?? 0} ${member}`;
    const pair = pairs.get(key) ?? { member, offset, size, left: null, right: null };
    pair[side] = field;
    pairs.set(key, pair);
  };
  for (const field of lefts) add(field, 'left');
  for (const field of rights) add(field, 'right');
  return [...pairs.values()].sort((a, b) => startBit(a) - startBit(b));
}

const anySide = (pair: FieldPair) => (pair.left ?? pair.right) as ObjectField;
const startBit = (pair: FieldPair) => pair.offset * 8 + (anySide(pair).bits?.offset ?? 0);
const endBit = (pair: FieldPair) => startBit(pair) + (anySide(pair).bits?.width ?? pair.size * 8);

/** Pairs in the order of their bits, those together that share some. */
function groupPairs(pairs: FieldPair[]): FieldPair[][] {
  const groups: FieldPair[][] = [];
  let end = -1;
  for (const pair of pairs) {
    const group = groups.at(-1);
    if (group && startBit(pair) < end) group.push(pair);
    else groups.push([pair]);
    end = Math.max(end, endBit(pair));
  }
  return groups;
}

function judgeGroup(fields: FieldPair[]): FieldGroup {
  const offset = Math.min(...fields.map((pair) => pair.offset));
  const end = Math.max(...fields.map((pair) => pair.offset + pair.size));
  const isValid = (pair: FieldPair) => pair.left?.valid === true || pair.right?.valid === true;
  const ordered = [...fields.filter(isValid), ...fields.filter((pair) => !isValid(pair))];
  const differing = fields.filter(
    ({ left, right }) => left !== null && right !== null && left.value !== right.value,
  );
  const shown = ordered.filter(isValid);
  const sameNames = fields.every(
    ({ left, right }) => (left?.valid ?? false) === (right?.valid ?? false),
  );
  return {
    offset,
    size: end - offset,
    difference: differing.length > 0 ? 'bits' : sameNames ? 'equal' : 'names',
    alike:
      differing.length > 0 &&
      sameNames &&
      shown.length > 0 &&
      shown.every(({ left, right }) => left?.text === right?.text),
    fields: ordered,
  };
}

/** The number of the next group that differs, from `from` on in a direction and around; -1 if none does. */
export function differentGroup(groups: readonly FieldGroup[], from: number, by: 1 | -1): number {
  const { length } = groups;
  for (let distance = 1; distance <= length; distance++) {
    const at = (((from + by * distance) % length) + length) % length;
    if (groups[at]?.difference !== 'equal') return at;
  }
  return -1;
}
