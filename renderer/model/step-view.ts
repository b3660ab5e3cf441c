import type { Access, Trace } from '../../core/index.ts';
import { hex, memberText, shortFile, toNumber } from './text.ts';

/** One access of a step in words. */
export interface AccessRow {
  kind: 'read' | 'write';
  /** The lvalue in C. */
  text: string;
  /** `struct page.pgmap`; empty for what belongs to no record. */
  member: string;
  address: bigint;
  before: string | null;
  after: string;
  /** A write that left the bytes as they were. */
  unchanged: boolean;
}

export interface StepView {
  step: number;
  functionName: string;
  place: string;
  rows: AccessRow[];
}

/** Values up to this size are numbers; longer ones only say how long they are. */
const MAX_NUMBER = 8;

/** What a step reads and writes; null where there is no such step. */
export function stepView(trace: Trace, step: number): StepView | null {
  if (step < 0 || step >= trace.length) return null;
  const { functionName, file, line } = trace.step(step);
  return {
    step,
    functionName,
    place: `${shortFile(file)}:${line}`,
    rows: trace.accesses(step).map((access) => accessRow(trace, access)),
  };
}

function accessRow(trace: Trace, access: Access): AccessRow {
  const { site, kind, address, size } = access;
  const value = (bytes: Uint8Array | undefined) =>
    size <= MAX_NUMBER && bytes ? hex(toNumber(bytes)) : `${size} bytes`;
  const before = kind === 'write' && access.before ? value(access.before) : null;
  const after = value(kind === 'write' ? access.after : trace.readValue(access));
  return {
    kind,
    text: site.text === '' ? memberText(site) : site.text,
    member: site.member ? `${site.member.record}.${site.member.path.join('.')}` : '',
    address,
    before,
    after,
    unchanged: kind === 'write' && same(access.before, access.after),
  };
}

function same(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && a.every((byte, index) => byte === b[index]);
}
