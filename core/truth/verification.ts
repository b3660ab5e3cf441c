/** What came out of comparing a recording with a capture. */

/** One side of a disagreement. */
export interface Side {
  value: bigint;
  /** Bytes of `value`. */
  size: number;
  /** What the object is on this side, such as `tail 1 of 0x…`; empty if there is nothing to say. */
  kind: string;
  /** The members that these bytes are on this side, for example `compound_head`. */
  fields: string[];
  /** What the value points to, in words; empty for a plain number. */
  meaning: string;
}

export interface Disagreement {
  /**
   * `event`: not found in the recording; `call`: in the recording only; `page` and `object`: bytes;
   * `value`: something the driver and the program both report; `entry`: of the page tables;
   * `output`: what the program says.
   */
  kind: 'event' | 'call' | 'page' | 'object' | 'value' | 'entry' | 'output';
  /** The captured event; null for a call that the capture does not have. */
  seq: number | null;
  at: string;
  /** Where in the recording: steps before it have run. Null if the event was not found. */
  position: number | null;
  /** `page1 (pfn 0xfcd8001)`, `pgmap`, `compound_head[3]`. */
  subject: string;
  /** Bytes from the start of the page or object; null for other kinds. */
  offset: number | null;
  captured: Side | null;
  modelled: Side | null;
  reason: string;
}

/** Something that the program set otherwise than the captured driver, and the kernel left alone. */
export interface Given {
  seq: number;
  /** `pgmap.range.end` */
  name: string;
  captured: bigint;
  modelled: bigint;
}

/** Something that the capture shows and that was not compared. */
export interface Excluded {
  /** `retval of migrate_vma_pages()`, `stale struct pages`. */
  what: string;
  /** How many numbers, pages or bytes it was; `unit` says which. */
  count: number;
  unit: 'value' | 'page' | 'byte';
  reason: string;
}

/** How much was compared, and how it agreed. What is left differs. */
export interface Tally {
  compared: number;
  asStored: number;
  byTarget: number;
}

export interface Verification {
  /** Which kernel the capture is of, from its head. */
  file: string;
  kernel: string;
  variant: string;
  scenario: string;
  title: string;
  events: { captured: number; matched: number };
  /** Struct pages compared; `stale` ones are left out because the capture says so. */
  pages: number;
  stale: number;
  /**
   * Bytes that an earlier user of a frame left there before the program came: what the capture has is
   * taken over when the word is first seen, and compared from then on until somebody writes it.
   */
  inherited: number;
  /** Bytes of struct pages. */
  bytes: Tally;
  /**
   * Words among them that link to a page on a list of page reclaim that nobody watches, on either
   * side: such pages may stand between the watched ones, whose order is compared.
   */
  strangers: number;
  /** Bytes of other objects, without those that the program itself set otherwise (`given`). */
  objectBytes: Tally;
  /** Results of the kernel's helpers; `notRead` counts those that the program does not ask for. */
  values: Tally & { notRead: number };
  /** Page table entries of user programs. */
  entries: Tally;
  /** Lines that the captured program wrote down, and how many of them the recorded one printed. */
  userspace: { captured: number; found: number };
  given: Given[];
  /** What was not compared, and why. */
  excluded: Excluded[];
  /** In the order of the capture. */
  disagreements: Disagreement[];
  first: Disagreement | null;
  /** Every event found and nothing disagrees. */
  agrees: boolean;
}

/** `0x…` with all digits of its size. */
function digits(side: Side): string {
  return `0x${side.value.toString(16).padStart(2 * side.size, '0')}`;
}

function sideText(name: string, side: Side): string {
  const fields = side.fields.length > 0 ? `  ${side.fields.join(' | ')}` : '';
  const meaning = side.meaning === '' ? '' : `  (${side.meaning})`;
  const kind = side.kind === '' ? '' : `  [${side.kind}]`;
  return `  ${name} ${digits(side)}${meaning}${fields}${kind}`;
}

/** A disagreement as a few lines of text. */
export function disagreementText(found: Disagreement): string {
  if (found.kind === 'output') return `${found.subject}: ${found.reason}`;
  const event = found.seq === null ? '' : `event ${found.seq} `;
  const where = found.position === null ? '' : `, step ${found.position}`;
  const offset = found.offset === null ? '' : ` + 0x${found.offset.toString(16)}`;
  const subject = found.subject === '' ? '' : `${found.subject}${offset}: `;
  const lines = [`${event}(${found.at}${where}): ${subject}${found.reason}`];
  if (found.captured) lines.push(sideText('captured', found.captured));
  if (found.modelled) lines.push(sideText('modelled', found.modelled));
  return lines.join('\n');
}
