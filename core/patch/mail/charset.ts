/**
 * Bytes to text and back. TextDecoder belongs to the DOM and Node, not to the language, and the
 * core compiles against the language alone; mails need only these few character sets.
 */

/** The 32 characters of windows-1252 from 0x80; U+FFFD where the code page has none. */
const windows1252 = '€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ';
/** What iso-8859-15 has instead of iso-8859-1. */
const latin9: Record<number, string> = {
  0xa4: '€',
  0xa6: 'Š',
  0xa8: 'š',
  0xb4: 'Ž',
  0xb8: 'ž',
  0xbc: 'Œ',
  0xbd: 'œ',
  0xbe: 'Ÿ',
};

/** Strict UTF-8 (RFC 3629): null if the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  const out: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at];
    const length =
      first < 0x80
        ? 1
        : first < 0xc2
          ? 0
          : first < 0xe0
            ? 2
            : first < 0xf0
              ? 3
              : first < 0xf5
                ? 4
                : 0;
    if (length === 0 || at + length > bytes.length) return null;
    let code = length === 1 ? first : first & (0x7f >> length);
    for (let i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) !== 0x80) return null;
      code = (code << 6) | (bytes[at + i] & 0x3f);
    }
    const overlong = (length === 3 && code < 0x800) || (length === 4 && code < 0x10000);
    if (overlong || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
    out.push(String.fromCodePoint(code));
    at += length;
  }
  return out.join('');
}

/** Lone surrogates become U+FFFD, as everywhere. */
export function encodeUtf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0)!;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 0x3f),
        0x80 | ((code >> 6) & 0x3f),
        0x80 | (code & 0x3f),
      );
  }
  return bytes;
}

function decodeSingleByte(bytes: Uint8Array, exceptions: (code: number) => string | undefined) {
  return Array.from(bytes, (code) => exceptions(code) ?? String.fromCharCode(code)).join('');
}

/**
 * Null if the character set is unknown here and the bytes are not plain ASCII. Text that claims to
 * be ASCII or UTF-8 and is not is read as windows-1252, which is what such mails are in practice.
 */
export function decodeCharset(bytes: Uint8Array, charset: string): string | null {
  const western = (code: number) =>
    code >= 0x80 && code < 0xa0 ? windows1252[code - 0x80] : undefined;
  switch (charset.toLowerCase()) {
    case '':
    case 'utf-8':
    case 'utf8':
    case 'us-ascii':
    case 'ascii':
      return decodeUtf8(bytes) ?? decodeSingleByte(bytes, western);
    case 'iso-8859-1':
    case 'latin1':
    case 'windows-1252':
    case 'cp1252':
      return decodeSingleByte(bytes, western);
    case 'iso-8859-15':
      return decodeSingleByte(bytes, (code) => latin9[code]);
    default:
      return bytes.every((byte) => byte < 0x80) ? decodeSingleByte(bytes, () => undefined) : null;
  }
}
