/** Encoded words in headers (RFC 2047): `=?utf-8?q?J=C3=B6rg?=`. */
import { decodeCharset } from './charset.ts';
import { decodeBase64, quotedPrintableBytes } from './transfer.ts';

const word = /=\?([^?\s*]+)(?:\*[^?]*)?\?([bBqQ])\?([^?\s]*)\?=/y;

function bytesOf(encoding: string, text: string): number[] | null {
  if (encoding.toLowerCase() === 'q') return quotedPrintableBytes(text.replace(/_/g, ' '));
  const decoded = decodeBase64([{ text, line: 0 }]);
  return 'badLine' in decoded ? null : [...decoded.bytes];
}

/**
 * Decodes every encoded word; white space between two of them goes away. Neighbours in the same
 * character set are joined as bytes first, because mailers cut in the middle of a character.
 * A word that cannot be decoded stays as it is written.
 */
export function decodeEncodedWords(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    word.lastIndex = at;
    const first = word.exec(text);
    if (!first) {
      out += text[at++];
      continue;
    }
    const charset = first[1].toLowerCase();
    const bytes: number[] = [];
    let end = at;
    let match: RegExpExecArray | null = first;
    while (match && match[1].toLowerCase() === charset) {
      const decoded = bytesOf(match[2], match[3]);
      if (!decoded) break;
      bytes.push(...decoded);
      end = word.lastIndex;
      word.lastIndex = end + /^\s*/.exec(text.slice(end))![0].length;
      match = word.exec(text);
    }
    const decoded = end > at ? decodeCharset(Uint8Array.from(bytes), charset) : null;
    if (decoded === null) {
      out += first[0];
      at += first[0].length;
      continue;
    }
    out += decoded;
    // Also swallow the space before a neighbour in another character set.
    word.lastIndex = end + /^\s*/.exec(text.slice(end))![0].length;
    const next = word.lastIndex;
    at = word.exec(text) ? next : end;
  }
  return out;
}
