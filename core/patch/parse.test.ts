import { describe, expect, it } from 'vitest';
import { applyPatch } from './apply.ts';
import { parsePatch } from './parse.ts';
import { fixture, shelfTree } from './testing/fixtures.ts';
import { patchErrorOf, treeOf } from './testing/trees.ts';

const quilt = fixture('quilt-mail.txt');
const mail = fixture('series-mail.eml');

/** The body of the quoted-printable mail as plain lines. */
const plain = `A message.

Signed-off-by: Änna <anna@example.org>
---
 mm/shelf.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

--- a/mm/shelf.c
+++ b/mm/shelf.c
@@ -1,2 +1,2 @@
-old ä
+new ü
 end
`;
const head = (...fields: string[]) =>
  ['From: a@example.org (Änna)', 'Subject: Re: [RFC PATCH 0/2] x', ...fields, '', ''].join('\n');

describe('an mm-commits mail', () => {
  const patch = parsePatch(quilt, 'quilt-mail.txt');

  it('takes the header from the body', () => {
    expect(patch.header).toMatchObject({
      subject: 'mm/shelf: count books per shelf',
      author: { name: 'Reader, Anna', address: 'anna@example.org' },
      date: 'Tue, 4 Mar 2025 10:20:30 +0200',
      messageId: null,
      link: 'https://lore.kernel.org/r/20250304.shelf-2@example.org',
    });
    expect(patch.header?.series).toBeUndefined();
  });

  it('parts the message from its tags', () => {
    expect(patch.header?.tags.map((tag) => tag.name)).toEqual([
      'Link',
      'Link',
      'Fixes',
      'Signed-off-by',
      'Reviewed-by',
      'Cc',
      'Cc',
      'Signed-off-by',
    ]);
    expect(patch.header?.tags[6].value).toBe('<stable@example.org>\t# 6.6+');
    expect(patch.header?.body).toMatch(/^A shelf knows[^]*and stays prose\.$/);
  });

  it('strips quilt’s suffix, counts lines and checks the diffstat', () => {
    expect(
      patch.files.map((file) => [
        file.oldPath,
        file.newPath,
        file.change,
        file.added,
        file.removed,
      ]),
    ).toEqual([
      ['include/linux/shelf.h', 'include/linux/shelf.h', 'modify', 2, 1],
      ['mm/shelf.c', 'mm/shelf.c', 'modify', 5, 2],
      ['/dev/null', 'mm/shelf_test.c', 'create', 4, 0],
    ]);
    expect(patch.diffstat?.map((row) => [row.path, row.changes, row.plus, row.minus])).toEqual([
      ['include/linux/shelf.h', 3, 2, 1],
      ['mm/shelf.c', 7, 5, 2],
      ['mm/shelf_test.c', 4, 4, 0],
    ]);
    expect(patch.summary).toMatchObject({ files: 3, insertions: 11, deletions: 3 });
    expect(patch.warnings).toEqual([]);
    expect(patch.files[1].hunks.map((hunk) => hunk.heading)).toEqual([
      'void shelf_add(struct shelf *shelf, stru',
      'void shelf_remove(struct shelf *shelf, s',
    ]);
    const [first] = patch.files[1].hunks;
    expect(quilt.split('\n')[first.line - 1]).toMatch(/^@@ -8,6 \+8,7 @@/);
  });

  it('applies, and the trailer is no part of it', () => {
    const applied = applyPatch(treeOf(shelfTree), patch);
    expect(applied.files).toEqual(['include/linux/shelf.h', 'mm/shelf.c', 'mm/shelf_test.c']);
    expect(applied.created).toEqual(['mm/shelf_test.c']);
    expect(applied.tree.read('mm/shelf.c')).toMatch(
      /\t\tshelf->count--;\n\t}\n\tbook->next = NULL;\n}\n$/,
    );
    expect(applied.tree.read('mm/shelf_test.c')).toMatch(/^#include[^]*test_shelf;\n$/);
  });

  it('tells the same with CR LF line ends, and leaves LF files LF', () => {
    const windows = parsePatch(quilt.replace(/\n/g, '\r\n'), 'quilt-mail.txt');
    expect(windows).toEqual({ ...patch, crlf: true });
    const applied = applyPatch(treeOf(shelfTree), windows);
    expect(applied.tree.read('mm/shelf.c')).not.toContain('\r');
  });

  it('keeps its real header inside a mail of its own', () => {
    const sent = `From: script@example.org\nSubject: + some.patch added to a branch\nMessage-Id: <1@x>\n\n${quilt}`;
    expect(parsePatch(sent, 'sent.eml').header).toMatchObject({
      subject: 'mm/shelf: count books per shelf',
      author: { address: 'anna@example.org' },
      messageId: '1@x',
    });
  });
});

describe('an RFC 822 mail', () => {
  const patch = parsePatch(mail, 'series-mail.eml');

  it('decodes folded headers and encoded words', () => {
    expect(patch.header).toMatchObject({
      subject: 'mm/shelf: count bööks per shelf',
      subjectLine: '[PATCH v3 2/7] mm/shelf: count bööks per shelf',
      author: { name: 'Änna Réader', address: 'anna@example.org' },
      messageId: '20250304.shelf-2@example.org',
      series: { version: 3, index: 2, total: 7 },
      body: 'A shelf knows its books but not how many there are. One line of this message is soft: ü€.',
      tags: [{ name: 'Signed-off-by', value: 'Änna <anna@example.org>' }],
    });
  });

  it('decodes a quoted-printable diff and names lines of the file', () => {
    const [hunk] = patch.files[0].hunks;
    expect(hunk.heading).toBe('a heading that the encoder cut in two');
    expect(hunk.lines.map((line) => line.kind + line.text)).toEqual([
      ' int shelf_count = 0;',
      '-int shelf_size; ',
      '+int shelf_size;\t',
      '+/* über */',
      '+int a_rather_long_name_that_the_encoder_had_to_cut_in_two_pieces_because_of_its_length;',
      ' ',
    ]);
    expect(mail.split('\n')[hunk.line - 1]).toMatch(/^@@ -1,3/);
    expect(patch.warnings).toEqual([]);
  });

  it.each([
    ['8bit', 'Content-Transfer-Encoding: 8bit', plain],
    [
      'base64',
      'Content-Transfer-Encoding: base64',
      Buffer.from(plain).toString('base64').replace(/.{76}/g, '$&\n'),
    ],
    [
      'base64 with CR LF',
      'Content-Transfer-Encoding: BASE64',
      Buffer.from(plain.replace(/\n/g, '\r\n')).toString('base64'),
    ],
    [
      'latin 1',
      'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64',
      Buffer.from(plain, 'latin1').toString('base64'),
    ],
  ])('reads a body in %s', (_, fields, body) => {
    const read = parsePatch(head(fields) + body, 'x.eml');
    expect(read.header).toMatchObject({
      subject: 'x',
      author: { name: 'Änna', address: 'a@example.org' },
      series: { version: 1, index: 0, total: 2 },
      body: 'A message.',
    });
    const applied = applyPatch(treeOf({ 'mm/shelf.c': 'old ä\nend\n' }), read);
    expect(applied.tree.read('mm/shelf.c')).toBe('new ü\nend\n');
  });

  it('joins the text parts of a multipart mail and passes over the others', () => {
    const [message, diff] = plain.split('---\n mm');
    const body = [
      'ignored preamble',
      '--b',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      '',
      message,
      '--inner',
      'Content-Type: text/html',
      '',
      '--- a/mm/shelf.c <b>',
      '--inner--',
      '--b',
      'Content-Type: application/octet-stream; name="x.patch"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(`---\n mm${diff}`).toString('base64'),
      '--b--',
      '',
    ].join('\n');
    const read = parsePatch(head('Content-Type: multipart/mixed;\n boundary="b"') + body, 'x.eml');
    expect(read.header?.body).toBe('A message.');
    expect(read.header?.tags).toHaveLength(1);
    expect(read.files.map((file) => file.newPath)).toEqual(['mm/shelf.c']);
    expect(read.summary?.insertions).toBe(1);
  });

  it('lets a From line at the top of the body win', () => {
    const read = parsePatch(`${head()}From: Real Author <real@example.org>\n\n${plain}`, 'x.eml');
    expect(read.header?.author).toEqual({ name: 'Real Author', address: 'real@example.org' });
    expect(read.header?.subject).toBe('x');
    expect(read.header?.body).toBe('A message.');
  });

  it('warns of a flowed mail', () => {
    const flowed = parsePatch(head('Content-Type: text/plain; format=flowed') + plain, 'x.eml');
    expect(flowed.warnings).toEqual([expect.stringContaining('format=flowed')]);
  });

  it.each([
    [
      'an unknown character set',
      'Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64',
      Buffer.from(plain).toString('base64'),
      /koi8-r/,
    ],
    ['an unknown encoding', 'Content-Transfer-Encoding: x-uuencode', plain, /x-uuencode/],
    ['broken base64', 'Content-Transfer-Encoding: base64', 'QUJD\n!!\n', /base64/],
  ])('refuses %s', (_, fields, body, message) => {
    const error = patchErrorOf(() => parsePatch(head(fields) + body, 'x.eml'));
    expect(error.message).toMatch(message);
    expect(error.format()).toMatch(/^x\.eml:\d+: error: /);
  });
});

describe('texts without a patch', () => {
  it('names a mail whose lines were run together', () => {
    const error = patchErrorOf(() => parsePatch(quilt.replace(/\s+/g, ' '), 'flat.txt'));
    expect(error.message).toMatch(/run together/);
    expect(error.format()).toBe(`flat.txt:1: error: ${error.message}`);
  });

  it('names a run-together mail that kept its first lines', () => {
    const at = quilt.indexOf('--- a/include');
    const text = quilt.slice(0, at) + quilt.slice(at).replace(/\s+/g, ' ');
    const error = patchErrorOf(() => parsePatch(text, 'flat.txt'));
    expect(error.message).toMatch(/run together/);
    expect(error.line).toBe(quilt.slice(0, at).split('\n').length);
  });

  it('tells a reply from a patch', () => {
    const reply = quilt.replace(/^/gm, '> ');
    expect(patchErrorOf(() => parsePatch(reply, 'reply.txt')).message).toMatch(/reply/);
  });

  it.each(['', '\n', 'Dear list,\nno patch today.\n', 'Subject: x\n\nnothing\n'])(
    'refuses %j',
    (text) => {
      expect(patchErrorOf(() => parsePatch(text, 'x')).message).toMatch(/no diff/);
    },
  );

  it('refuses more than one mail in a file', () => {
    const one = (n: number) =>
      `From ${'0123456789'.repeat(4)} Mon Sep 17 00:00:00 2001\n${head()}${plain}-- \n2.${n}\n\n`;
    expect(parsePatch(one(1), 'x.eml').files).toHaveLength(1);
    const error = patchErrorOf(() => parsePatch(one(1) + one(2), 'x.eml'));
    expect(error.message).toMatch(/second mail/);
    expect(error.line).toBe(one(1).split('\n').length);
  });
});

describe('a bare diff', () => {
  it('has no header', () => {
    const patch = parsePatch(plain.slice(plain.indexOf('--- a')), 'x.diff');
    expect(patch).toMatchObject({ header: null, diffstat: null, summary: null, warnings: [] });
  });
});
