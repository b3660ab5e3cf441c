/** Reading a capture: text → checked plain data. */
import type * as z from 'zod';
import { TruthError } from './error.ts';
import { bytesSchema, captureSchema, numberSchema, PAGE_STRUCT_BYTES } from './schema.ts';

/** What a real kernel was seen to do in one scenario. */
export interface Capture {
  /** Name of the file, for messages. */
  file: string;
  kernel: string;
  variant: string;
  scenario: string;
  title: string;
  /** What the user program was seen to say, line by line. */
  userspace: string[];
  /** Address of the struct page of frame 0. */
  vmemmap: bigint;
  events: CapturedEvent[];
}

/** One moment, with the struct pages as they were then. */
export interface CapturedEvent {
  seq: number;
  /** A function, possibly with `entry` or `return`, or the text of a snapshot. */
  at: string;
  note: string;
  /** The function and the end of its call that `at` and `note` name; null for a snapshot. */
  probe: Probe | null;
  pages: CapturedPage[];
  numbers: Map<string, bigint>;
  lists: Map<string, bigint[]>;
  /** Raw bytes of objects by the object's role: `pgmap` for the value `pgmap.bytes`. */
  objects: Map<string, Uint8Array>;
  /** Page table entries of the watched addresses, in their order; a lone one is the first address's. */
  entries: { address: bigint | null; entry: bigint }[];
}

export interface Probe {
  functionName: string;
  when: 'entry' | 'return';
}

export interface CapturedPage {
  role: string;
  pfn: bigint;
  address: bigint;
  bytes: Uint8Array;
  /** The page has another owner since: its bytes mean nothing here. */
  stale: boolean;
}

/** gcc's names for copies of a function that it specialised or split. */
const CLONE = /(\.(constprop|isra|part|cold)(\.\d+)?)+$/;

/** Parses and checks a capture. Throws TruthError for the first problem. */
export function parseCapture(text: string, file: string): Capture {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new TruthError(`not valid JSON: ${(error as Error).message}`, file, '');
  }
  const checked = captureSchema.safeParse(document);
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    throw new TruthError(issue.message, file, pathText(issue.path));
  }
  const { kernel, variant, scenario, title } = checked.data;
  const events = checked.data.events.map((event, index): CapturedEvent => {
    const path = `events[${index}]`;
    if (event.seq !== index) {
      // Events are counted from 0 on so that a lost one is noticed.
      const message = `is event ${event.seq} where event ${index} should be: an event is missing or out of order`;
      throw new TruthError(message, file, `${path}.seq`);
    }
    return {
      seq: event.seq,
      at: event.at,
      note: event.note,
      probe: probeOf(event.at, event.note),
      pages: event.pages,
      ...sortValues(event.values ?? {}, file, path),
      entries: entriesOf(event, file, path),
    };
  });
  const { userspace = [] } = checked.data;
  const vmemmap = vmemmapOf(events, file);
  return { file, kernel, variant, scenario, title, userspace, vmemmap, events };
}

/** `do_swap_page entry`, or `memmap_init_compound` with a note that starts with `entry`. */
function probeOf(at: string, note: string): Probe | null {
  const [, name, own] = /^([A-Za-z_][\w.]*)(?: (entry|return))?$/.exec(at) ?? [];
  const when = own ?? /^(entry|return)\b/.exec(note)?.[1];
  if (name === undefined || (when !== 'entry' && when !== 'return')) return null;
  return { functionName: name.replace(CLONE, ''), when };
}

/** `ptes` has all entries; `pte` repeats the first of them, or stands alone. */
function entriesOf(
  { pte, ptes }: z.infer<typeof captureSchema>['events'][number],
  file: string,
  path: string,
): CapturedEvent['entries'] {
  if (!ptes || ptes.length === 0) return pte == null ? [] : [{ address: null, entry: pte }];
  if (pte != null && pte !== ptes[0]!.pte)
    throw new TruthError('is not the first entry of ptes', file, `${path}.pte`);
  return ptes.map(({ va, pte: entry }) => ({ address: va, entry }));
}

function sortValues(values: Record<string, string | bigint[]>, file: string, path: string) {
  const numbers = new Map<string, bigint>();
  const lists = new Map<string, bigint[]>();
  const objects = new Map<string, Uint8Array>();
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string') {
      lists.set(name, value);
      continue;
    }
    const role = /^(.+)\.bytes$/.exec(name)?.[1];
    const checked = (role === undefined ? numberSchema : bytesSchema).safeParse(value);
    if (!checked.success) {
      throw new TruthError(checked.error.issues[0]!.message, file, `${path}.values.${name}`);
    }
    if (role !== undefined) objects.set(role, checked.data as Uint8Array);
    else numbers.set(name, checked.data as bigint);
  }
  return { numbers, lists, objects };
}

/** Where the array of struct pages starts, by the address and frame number of every page. */
function vmemmapOf(events: CapturedEvent[], file: string): bigint {
  let start: bigint | null = null;
  for (const event of events) {
    for (const [index, page] of event.pages.entries()) {
      const base = page.address - page.pfn * BigInt(PAGE_STRUCT_BYTES);
      start ??= base;
      if (base !== start) {
        const message = `pfn 0x${page.pfn.toString(16)} and address 0x${page.address.toString(16)} do not belong together`;
        throw new TruthError(message, file, `events[${event.seq}].pages[${index}]`);
      }
    }
  }
  if (start === null) throw new TruthError('shows no struct page at all', file, 'events');
  return start;
}

/** `events[3].pages[0].bytes` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
