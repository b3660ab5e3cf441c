import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../text.ts';
import { parseAuthor } from './address.ts';
import { decodeCharset, decodeUtf8, encodeUtf8 } from './charset.ts';
import { decodeEncodedWords } from './encoded-word.ts';
import { isSamePatch, normalizeSubject, parseSubject } from './subject.ts';
import { splitTags } from './tags.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer.ts';
import { parsePatch } from '../parse.ts';

const anyText = fc.string({ unit: 'binary' });
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'utf8'));

describe('character sets', () => {
  it('encodes and decodes UTF-8 as Node does', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(encodeUtf8(text)).toEqual([...bytesOf(text)]);
        expect(decodeUtf8(bytesOf(text))).toBe(text);
      }),
    );
  });

  it('refuses exactly the bytes that are not UTF-8', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), (bytes) => {
        const theirs = (() => {
          try {
            return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
          } catch {
            return null;
          }
        })();
        expect(decodeUtf8(bytes)).toBe(theirs);
      }),
      { numRuns: 2000 },
    );
  });

  it('decodes the western single-byte sets', () => {
    const bytes = Uint8Array.of(0x41, 0x80, 0x8c, 0x92, 0x96, 0x9f, 0xa4, 0xbd, 0xe4, 0xff);
    expect(decodeCharset(bytes, 'Windows-1252')).toBe('A€Œ’–Ÿ¤½äÿ');
    expect(decodeCharset(bytes.slice(6), 'ISO-8859-1')).toBe('¤½äÿ');
    expect(decodeCharset(bytes.slice(6), 'iso-8859-15')).toBe('€œäÿ');
  });

  it('knows ASCII under any name, and refuses what it does not know', () => {
    expect(decodeCharset(bytesOf('plain'), 'x-unknown')).toBe('plain');
    expect(decodeCharset(Uint8Array.of(0xe4), 'x-unknown')).toBeNull();
    expect(decodeCharset(Uint8Array.of(0xe4), 'us-ascii')).toBe('ä');
  });
});

describe('transfer encodings', () => {
  it('decodes base64 as Node encodes it, line by line', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 80 }), (text, width) => {
        const encoded = Buffer.from(text).toString('base64');
        const lines = encoded.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
        const decoded = decodeBase64(splitText(lines.join('\n')).lines);
        if ('badLine' in decoded) throw new Error('refused');
        expect([...decoded.bytes]).toEqual([...Buffer.from(text)]);
        expect(decoded.starts).toHaveLength(lines.length);
      }),
    );
  });

  it('decodes quoted-printable, soft line breaks and all', () => {
    const encode = (text: string, width: number) =>
      text
        .split('\n')
        .map((line) =>
          [...Buffer.from(line)]
            .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
            .join('')
            .replace(new RegExp(`(?:...){${width}}(?=.)`, 'g'), '$&=\n'),
        )
        .join('\n');
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 25 }), (text, width) => {
        const { bytes } = decodeQuotedPrintable(splitText(`${encode(text, width)}\n`).lines);
        expect(decodeUtf8(bytes)).toBe(`${text}\n`);
      }),
    );
    const stray = decodeQuotedPrintable(splitText('a = b =3D=3\n\tc \n').lines);
    expect(decodeUtf8(stray.bytes)).toBe('a = b ==3\n\tc\n');
  });
});

describe('encoded words', () => {
  it.each([
    ['plain', 'plain'],
    ['=?utf-8?q?J=C3=B6rg_M?=', 'Jörg M'],
    ['=?UTF-8?B?SsO2cmc=?= tail', 'Jörg tail'],
    ['a =?utf-8?q?=C3?=  =?utf-8?q?=B6?= b', 'a ö b'],
    ['=?iso-8859-1?q?=F6?= =?utf-8?q?=C3=B6?=', 'öö'],
    ['=?utf-8?b?SsO2?= =?utf-8?b?cmc=?= x', 'Jörg x'],
    ['=?utf-8*en?q?=C3=B6?=', 'ö'],
    ['=?koi8-r?q?=F6?= stays', '=?koi8-r?q?=F6?= stays'],
    ['=?utf-8?b?!!?= stays', '=?utf-8?b?!!?= stays'],
    ['=?broken', '=?broken'],
  ])('%s', (text, decoded) => expect(decodeEncodedWords(text)).toBe(decoded));

  it('ends for every text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('=?', '?=', '?', 'utf-8', 'q', 'b', '=C3', '=B6', ' ', 'A')),
        (parts) => void decodeEncodedWords(parts.join('')),
      ),
    );
  });
});

describe('authors', () => {
  it.each([
    ['Ann B <a@b>', 'Ann B', 'a@b'],
    ['"B, \\"Ann\\"" <a@b>', 'B, "Ann"', 'a@b'],
    ['a@b (Ann B)', 'Ann B', 'a@b'],
    ['a@b', '', 'a@b'],
    ['<a@b>', '', 'a@b'],
    ['Ann', 'Ann', ''],
    ['=?utf-8?q?=C3=84nn?= <a@b>', 'Änn', 'a@b'],
  ])('%s', (text, name, address) => expect(parseAuthor(text)).toEqual({ name, address }));
});

describe('subjects', () => {
  it.each([
    ['mm: x', 'mm: x', undefined],
    ['[PATCH] mm: x', 'mm: x', { version: 1, index: 1, total: 1 }],
    ['[PATCH v9 11/20] mm:  x', 'mm: x', { version: 9, index: 11, total: 20 }],
    ['Re: Fwd: [RFC PATCH 3/4] x', 'x', { version: 1, index: 3, total: 4 }],
    ['[PATCHv2 mm-unstable 00/12] x', 'x', { version: 2, index: 0, total: 12 }],
    ['[linux-mm] [PATCH] x', '[linux-mm] [PATCH] x', undefined],
    ['[for-next v3] x', 'x', { version: 3, index: 1, total: 1 }],
    ['[SCSI] x', '[SCSI] x', undefined],
    ['', '', undefined],
  ])('%s', (subject, title, series) => {
    expect(parseSubject(subject)).toEqual(series ? { title, series } : { title });
  });

  it('compares without prefixes, case and white space', () => {
    expect(normalizeSubject('RE: [PATCH v9 1/2] MM:  Allow\n x')).toBe('mm: allow x');
    const mail = (subject: string) =>
      parsePatch(`Subject: ${subject}\n\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n`, 'x.eml');
    const subjects = ['lab: other', 'Lab: count  books'];
    expect(isSamePatch(mail('Re: [PATCH v2 3/4] lab: Count books'), subjects)).toBe(true);
    expect(isSamePatch(mail('lab: count bookshelves'), subjects)).toBe(false);
    expect(isSamePatch(mail(''), ['', '[PATCH]'])).toBe(false);
    expect(isSamePatch({ ...mail('lab: other'), header: null }, subjects)).toBe(false);
  });
});

describe('tags', () => {
  it('takes paragraphs of tags from the end, prose stays', () => {
    const message = [
      '',
      'Note: this is prose',
      '',
      'Reported-by: A <a@x>',
      'Closes: https://example.org/1',
      '',
      '[b@x: reworded]',
      '  Link: https://example.org/2',
      'Signed-off-by: B',
      '  <b@x>',
      '',
    ];
    expect(splitTags(message)).toEqual({
      body: 'Note: this is prose',
      tags: [
        { name: 'Reported-by', value: 'A <a@x>' },
        { name: 'Closes', value: 'https://example.org/1' },
        { name: 'Link', value: 'https://example.org/2' },
        { name: 'Signed-off-by', value: 'B <b@x>' },
      ],
    });
    expect(splitTags(['Signed-off-by: A', '', 'The end.'])).toEqual({
      body: 'Signed-off-by: A\n\nThe end.',
      tags: [],
    });
    expect(splitTags([])).toEqual({ body: '', tags: [] });
  });
});
