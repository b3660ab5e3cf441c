/** Two objects field by field as tables: what differs, and how much is equal. */
import { hex } from '../mm/bytes.ts';
import type { FieldDifference, FieldGroup, ObjectComparison } from '../mm/compare-objects.ts';
import { rawText, type ObjectField } from '../mm/object-fields.ts';
import { kernelText, momentText, type ShownKernel } from './facts.ts';
import type { Report, ReportTable } from './report.ts';

/** One of the two objects, as it is called. */
export interface ShownObject {
  state: string;
  /** `order4[1]`, `pgmap`; empty where it has no name. */
  name: string;
}

export interface ShownComparison {
  /** The kernel; both objects are of runs of the same version and configuration. */
  kernel: Omit<ShownKernel, 'state'>;
  left: ShownObject;
  right: ShownObject;
  comparison: ObjectComparison;
}

/** The signs of a comparison: never the colour alone. */
export const DIFFERENCE_SIGNS: Record<FieldDifference, string> = {
  equal: '=',
  bits: '≠',
  names: '≈',
};

/** `order4[1], v9 after step 23318`. */
export function objectTitle({ state, name }: ShownObject, position: number): string {
  const called = name === '' ? '' : `${name}, `;
  return `${called}${state} ${position === 0 ? 'before the first step' : `after step ${position - 1}`}`;
}

/** Which fields differ, and what they say on either side; equal ones are counted. */
export function objectReport({ kernel, left, right, comparison }: ShownComparison): Report {
  const { groups } = comparison;
  const titles = [
    objectTitle(left, comparison.left.position),
    objectTitle(right, comparison.right.position),
  ];
  const differing = groups.filter(({ difference }) => difference !== 'equal');
  const moment = (side: 'left' | 'right') => {
    const { trace, position, address } = comparison[side];
    return `${hex(address)}, ${momentText(trace, position)}`;
  };
  return {
    title: `${comparison.left.record}: ${titles.join(' against ')}`,
    facts: [
      ['scenario', kernel.scenario],
      ['kernel', kernelText({ ...kernel, state: left.state }, comparison.left.trace)],
      [`left (${left.state})`, moment('left')],
      [`right (${right.state})`, moment('right')],
      ['fields', `${differing.length} of ${groups.length} places differ`],
    ],
    tables: [fieldTable(differing)],
  };
}

function fieldTable(groups: readonly FieldGroup[]): ReportTable {
  return {
    title: 'fields that differ (- left, + right)',
    columns: [
      { title: 'byte', align: 'right' },
      { title: 'size', align: 'right' },
      { title: '' },
      { title: 'member', code: true },
      { title: '' },
      { title: 'value', code: true },
      { title: 'reads as' },
    ],
    rows: groups.flatMap((group) =>
      shownFields(group).flatMap(({ member, offset, size, left, right }) => {
        const place = [`+${offset}`, String(size), DIFFERENCE_SIGNS[group.difference], member];
        const note = noteText(group);
        return [
          [...place, '-', left ? rawText(left) : '', sideText(left)],
          ['', '', '', '', '+', right ? rawText(right) : '', sideText(right) + note],
        ];
      }),
    ),
    empty: 'none: every field is equal, and so is the valid member of every union',
  };
}

/** The members that count: the valid ones of either side; where none is, the first name of the bytes. */
export function shownFields({ fields }: FieldGroup): FieldGroup['fields'] {
  const valid = fields.filter(({ left, right }) => left?.valid === true || right?.valid === true);
  return valid.length > 0 ? valid : fields.slice(0, 1);
}

/** What one side reads, and why it is not the valid reading where it is not. */
export function sideText(field: ObjectField | null): string {
  if (!field) return 'no member of this object';
  return field.valid ? field.text : `${field.text} (${field.reason})`;
}

function noteText({ difference, alike }: FieldGroup): string {
  if (alike) return ' (the same thing at another address)';
  return difference === 'names' ? ' (same bits, another valid member)' : '';
}

/** The comparison as data, for JSON: all groups, the equal ones too. */
export function objectData({ kernel, left, right, comparison }: ShownComparison) {
  const side = (shown: ShownObject, of: 'left' | 'right') => {
    const { position, address } = comparison[of];
    return { state: shown.state, name: shown.name, afterStep: position - 1, address };
  };
  return {
    scenario: kernel.scenario,
    record: comparison.left.record,
    left: side(left, 'left'),
    right: side(right, 'right'),
    differing: comparison.groups.filter(({ difference }) => difference !== 'equal').length,
    fields: comparison.groups,
  };
}
