/** Content transfer encodings of RFC 2045: quoted-printable and base64. */
import { encodeUtf8 } from './charset.ts';
import type { SourceLine } from '../text.ts';

/** Decoded bytes and, for each encoded line, at which decoded byte it begins. */
export interface Decoded {
  bytes: Uint8Array;
  starts: { offset: number; line: number }[];
}

/** The bytes of one run of quoted-printable text without line ends. A stray `=` stays as it is. */
export function quotedPrintableBytes(text: string): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < text.length;) {
    const escape = /^=([0-9A-Fa-f]{2})/.exec(text.slice(at, at + 3));
    if (escape) {
      bytes.push(parseInt(escape[1], 16));
      at += 3;
    } else {
      const character = String.fromCodePoint(text.codePointAt(at)!);
      for (const byte of encodeUtf8(character)) bytes.push(byte);
      at += character.length;
    }
  }
  return bytes;
}

export function decodeQuotedPrintable(lines: readonly SourceLine[]): Decoded {
  const bytes: number[] = [];
  const starts: Decoded['starts'] = [];
  for (const { text, line } of lines) {
    starts.push({ offset: bytes.length, line });
    // White space at a line's end was added on the way (RFC 2045, 6.7, rule 3).
    const trimmed = text.replace(/[ \t\r]+$/, '');
    const soft = trimmed.endsWith('=');
    for (const byte of quotedPrintableBytes(soft ? trimmed.slice(0, -1) : trimmed))
      bytes.push(byte);
    if (!soft) bytes.push(0x0a);
  }
  return { bytes: Uint8Array.from(bytes), starts };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Null, and the line, if there is anything but base64 in it. */
export function decodeBase64(lines: readonly SourceLine[]): Decoded | { badLine: number } {
  const bytes: number[] = [];
  const starts: Decoded['starts'] = [];
  let bits = 0;
  let held = 0;
  for (const { text, line } of lines) {
    starts.push({ offset: bytes.length, line });
    for (const character of text) {
      if (character === '=' || character === '\r' || character === ' ') continue;
      const value = alphabet.indexOf(character);
      if (value < 0) return { badLine: line };
      bits = ((bits & 0x3f) << 6) | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        bytes.push((bits >> held) & 0xff);
      }
    }
  }
  return { bytes: Uint8Array.from(bytes), starts };
}
