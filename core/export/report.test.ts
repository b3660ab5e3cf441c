import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainAscii, toMailText, toMarkdown, type Report } from './report.ts';

const report: Report = {
  title: 'struct page src0[1]',
  facts: [
    ['state', 'v9'],
    ['notes', ''],
  ],
  tables: [
    {
      title: 'words',
      columns: [
        { title: 'byte', align: 'right' },
        { title: 'member', code: true },
        { title: 'is' },
      ],
      rows: [
        ['+0', 'flags', 'a <b> _c_ d_e'],
        ['+48', 'x|y', 'head | 1 → pfn 0x1'],
      ],
      empty: 'no words',
    },
    { title: 'writers', columns: [{ title: 'step' }], rows: [], empty: 'nobody wrote it' },
  ],
};

describe('Markdown', () => {
  it('has a table per part, with bars and markup escaped, and says what is empty', () => {
    expect(toMarkdown(report)).toBe(`# struct page src0\\[1\\]

- **state**: v9

## words

| byte | member | is |
| --: | --- | --- |
| +0 | \`flags\` | a &lt;b> \\_c\\_ d_e |
| +48 | <code>x&#124;y</code> | head \\| 1 → pfn 0x1 |

## writers

nobody wrote it
`);
  });

  it('keeps the number of columns, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 3, maxLength: 3 }), (row) => {
        const text = toMarkdown({ ...report, tables: [{ ...report.tables[0]!, rows: [row] }] });
        const line = text.trimEnd().split('\n').at(-1)!;
        const bars = line.replaceAll('\\\\', '').match(/(?<!\\)\|/g);
        expect(bars).toHaveLength(4);
      }),
    );
  });
});

describe('plain text', () => {
  it('is aligned, and ASCII', () => {
    expect(toMailText(report)).toBe(`struct page src0[1]
===================

state: v9

words
-----
byte  member  is
  +0  flags   a <b> _c_ d_e
 +48  x|y     head | 1 -> pfn 0x1

writers
-------
nobody wrote it
`);
  });

  it('has no line longer than a mail may have, if its words are not, and loses no word', () => {
    const word = fc.stringMatching(/^[a-z_()]{1,20}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 30 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (texts) => {
        const rows = texts.map((text, index) => [`+${index}`, 'flags', text]);
        const text = toMailText({ ...report, tables: [{ ...report.tables[0]!, rows }] });
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(78);
        expect(text.replace(/\s+/g, ' ')).toContain(texts.at(-1));
      }),
    );
  });

  it('knows how the signs of the lab are written in ASCII', () => {
    expect(plainAscii('a → b ← c … “d” 1\u202f000 × 2')).toBe('a -> b <- c ... "d" 1 000 x 2');
  });
});
