/** The raw words of a struct page, in the rows in which a kernel's `dump_page()` prints them. */
import type { MemoryView } from '../machine/memory.ts';
import { toUint } from '../mm/bytes.ts';
import type { PageCard } from '../mm/page-card.ts';

const WORD = 8;
const WORDS_PER_ROW = 4;

/**
 * `raw:` and the page's words, four to a row, sixteen digits each; of a tail also the `head:` rows of
 * the first two struct pages of its folio, as Linux 6.12 prints them for every page of a large folio.
 */
export function rawRows(card: PageCard, memory: MemoryView): string {
  const size = card.bytes.length;
  const rows = wordRows('raw', card.bytes);
  const head = card.headAddress ?? ((card.order ?? 0) > 0 ? card.address : null);
  if (head !== null) {
    rows.push(...wordRows('head', memory.read(head, size)));
    rows.push(...wordRows('head', memory.read(head + BigInt(size), size)));
  }
  return rows.map((row) => `${row}\n`).join('');
}

function wordRows(prefix: string, bytes: Uint8Array): string[] {
  const rows: string[] = [];
  for (let row = 0; row < bytes.length; row += WORD * WORDS_PER_ROW) {
    const words: string[] = [];
    const end = Math.min(row + WORD * WORDS_PER_ROW, bytes.length);
    for (let at = row; at < end; at += WORD) {
      words.push(
        toUint(bytes.subarray(at, at + WORD))
          .toString(16)
          .padStart(16, '0'),
      );
    }
    rows.push(`${prefix}: ${words.join(' ')}`);
  }
  return rows;
}
