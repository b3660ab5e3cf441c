/** The comparison of `kernel-front`, tried on a small text of our own: it must see every difference. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordType } from '../../core/c/ctype.ts';
import { layoutOf } from '../../core/c/index.ts';
import { describeWith } from '../native/tools.ts';
import { flatten, type Layout } from './flatten.ts';
import { compareLayouts, parsePahole, parseSizes } from './pahole.mjs';
import { formatTable } from './table.mjs';

const TEXT = `
typedef struct { int counter; } count_t;
struct list { struct list *next, *prev; };
struct thing {
	unsigned long flags;
	union {
		struct list lru;
		struct { void *filler; unsigned int count; };
		struct { short a, b; } pair[2];
	};
	int (*hook)(struct thing *, int);
	void (*hooks[3])(void);
	unsigned int low:3, high:5, :4, far:20;
	unsigned long wide:40;
	_Bool on:1;
	count_t uses;
	char name[7] __attribute__((aligned(8)));
	struct { char c; int i; } __attribute__((packed)) tight;
	enum { off, alive } state;
	const char *labels[2][3];
	long tail[];
};
union either { int i; char bytes[6]; };
`;

describeWith(['gcc', 'pahole'], 'layouts against pahole', () => {
  let scratch: string;
  let theirs: Map<string, Layout>;
  let ours: Map<string, Layout>;

  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'layouts-'));
    const source = join(scratch, 't.c');
    const object = join(scratch, 't.o');
    writeFileSync(source, TEXT);
    const debug = ['-g', '-gdwarf-4', '-fno-eliminate-unused-debug-types'];
    execFileSync('gcc', [...debug, '-c', source, '-o', object]);
    const pahole = (...args: string[]) => execFileSync('pahole', [...args, object]).toString();
    theirs = parsePahole(pahole());
    for (const [name, layout] of parsePahole(pahole('-C', 'count_t'))) theirs.set(name, layout);
    for (const [tag, size] of parseSizes(pahole('--sizes'))) {
      const layout = theirs.get(`union ${tag}`);
      if (layout) layout.size = size;
    }
    const tree = { read: (path: string) => (path === 't.c' ? TEXT : undefined) };
    const { records } = layoutOf(tree, 't.c', [], {});
    ours = new Map([...records].map(([name, record]) => [name, flatten(record)]));
  });

  afterAll(() => rmSync(scratch, { recursive: true }));

  it('agree', () => {
    const { records, members, mismatches, unknown } = compareLayouts(ours, theirs);
    expect({ mismatches, unknown }).toEqual({ mismatches: [], unknown: [] });
    expect([...theirs.keys()].sort()).toEqual([
      'count_t', 'struct list', 'struct thing', 'union either',
    ]); // prettier-ignore
    expect(records).toBe(4);
    expect(members).toBe(1 + 2 + 22 + 2);
  });

  it.each(['count_t', 'struct list', 'struct thing', 'union either'])(
    'differ when any member of %s does',
    (name) => {
      const layout = ours.get(name)!;
      const changed = [
        { ...layout, size: layout.size + 1 },
        ...layout.members.flatMap((member, i) => [
          { ...layout, members: layout.members.with(i, `${member}0`) },
          { ...layout, members: layout.members.toSpliced(i, 1) },
        ]),
      ];
      for (const wrong of changed) {
        const { mismatches } = compareLayouts(new Map(ours).set(name, wrong), theirs);
        expect(mismatches).toHaveLength(1);
        expect(mismatches[0]).toMatch(new RegExp(`^${name}: `));
      }
    },
  );

  it('tell what only pahole knows', () => {
    expect(compareLayouts(new Map(), theirs).unknown).toHaveLength(4);
  });
});

describe('flatten', () => {
  it('opens records without a name at any depth', () => {
    const int = { kind: 'int', name: 'int', size: 4, align: 4, signed: true, rank: 3 } as const;
    const record = (members: RecordType['members']): RecordType => ({
      kind: 'struct', tag: null, members, complete: true, packed: false, size: 8, align: 4,
    }); // prettier-ignore
    const inner = record([{ name: 'x', type: int, offset: 4 }]);
    const middle = record([{ name: null, type: inner, offset: 8 }]);
    expect(flatten(record([{ name: 'm', type: middle, offset: 16 }])).members).toEqual([
      'x 28 4',
      'm 16 8',
    ]);
  });
});

describe('the table', () => {
  it('has a line for each file, ratios against gcc included', () => {
    const unit = {
      lines: 1000, tokens: 5000, functions: 3, types: 4, lex: 20, parse: 80, cpu: 120, error: null,
      layouts: [], code: { emit: 7, bytes: 99, stops: [['asm', 3], ['vectors', 2]] as [string, number][] },
    }; // prettier-ignore
    const comparison = { records: 2, members: 9, mismatches: [], unknown: [] };
    const table = formatTable([{ file: 'mm/a', unit, gcc: { wall: 50, cpu: 40 }, comparison }]);
    const [header, row, ...rest] = table.split('\n').map((line) => line.trim().split(/\s{2,}/));
    expect(rest).toEqual([]);
    expect(Object.fromEntries(header.map((title, i) => [title, row[i]]))).toMatchObject({
      file: 'mm/a.c', 'lines/s': '10000', total: '100', ratio: '2.0×', 'cpu ratio': '3.0×', errors: '0',
      mismatches: '0', emit: '7', stops: '5',
    }); // prettier-ignore
  });
});
