/** For tests: captures with something changed. */
import { parseCapture, type Capture } from '../capture.ts';
import { captureText, type CaptureName, type Variant } from './recorded.ts';

export interface RawPage {
  role: string;
  pfn: string;
  address: string;
  bytes: string;
  stale?: boolean;
}

export interface RawEvent {
  seq: number;
  at: string;
  note: string;
  pages: RawPage[];
  values: Record<string, string | string[]>;
  pte?: string;
  ptes?: { va: string; pte: string }[];
}

/** A capture as text, after `edit` had its way with the document. */
export function editedText(
  variant: Variant,
  name: CaptureName,
  edit: (events: RawEvent[]) => RawEvent[] | void,
): string {
  const document = JSON.parse(captureText(variant, name)) as { events: RawEvent[] };
  document.events = edit(document.events) ?? document.events;
  return JSON.stringify(document);
}

/** The same for what user space saw. */
export function withUserspace(variant: Variant, name: CaptureName, userspace: string[]): Capture {
  const document = JSON.parse(captureText(variant, name)) as object;
  return parseCapture(JSON.stringify({ ...document, userspace }), `${variant}/${name}.json`);
}

export function edited(...args: Parameters<typeof editedText>): Capture {
  return parseCapture(editedText(...args), `${args[0]}/${args[1]}.json`);
}

/** Events without the nth, counted anew as if it had never been seen. */
export function without(events: RawEvent[], seq: number): RawEvent[] {
  return events
    .filter((event) => event.seq !== seq)
    .map((event, index) => ({ ...event, seq: index }));
}

/** The page's bytes with one of them changed. */
export function flip(page: RawPage, offset: number, mask = 0x10): void {
  const byte = parseInt(page.bytes.slice(2 * offset, 2 * offset + 2), 16) ^ mask;
  const text = byte.toString(16).padStart(2, '0');
  page.bytes = page.bytes.slice(0, 2 * offset) + text + page.bytes.slice(2 * offset + 2);
}

/** Exchanges the words at `offset` of two pages. */
export function swapWords(a: RawPage, b: RawPage, offset: number): void {
  const [from, to] = [2 * offset, 2 * offset + 16];
  const [left, right] = [a.bytes, b.bytes];
  a.bytes = left.slice(0, from) + right.slice(from, to) + left.slice(to);
  b.bytes = right.slice(0, from) + left.slice(from, to) + right.slice(to);
}
