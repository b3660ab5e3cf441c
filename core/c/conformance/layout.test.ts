/** Layouts of random structs and unions: the engine's offsets, widths, sizes and alignments are gcc's. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../index.ts';
import type { RecordType } from '../index.ts';
import { hasGcc } from './testing/corpus.ts';
import { PRELUDE, randomRecords } from './testing/random-records.ts';
import type { RandomRecord } from './testing/random-records.ts';

/** `size align` of the record, then one line per member: name, first bit, number of bits. */
type Layout = string[];

/** Bit-fields cannot be asked for their place: they are filled with ones and looked for. */
function gccLayouts(records: readonly RandomRecord[]): Layout[] {
  const checks = records.map(({ tag, members }) =>
    [
      `printf("%zu %zu\\n", sizeof(${tag}), _Alignof(${tag}));`,
      ...members.map(({ name, isBitField }) =>
        isBitField
          ? `{ union { ${tag} r; unsigned char b[sizeof(${tag})]; } u; memset(&u, 0, sizeof(u)); u.r.${name} = -1; bits("${name}", u.b, sizeof(u.b)); }`
          : `printf("${name} %zu %zu\\n", 8 * offsetof(${tag}, ${name}), 8 * sizeof(((${tag} *)0)->${name}));`,
      ),
      'puts("-");',
    ].join('\n'),
  );
  const program = `#include <stddef.h>
#include <stdio.h>
#include <string.h>
${PRELUDE}${records.map((record) => record.text).join('')}
static void bits(const char *name, const unsigned char *b, size_t n)
{
	size_t i, first = 0, count = 0;
	for (i = 0; i < 8 * n; i++)
		if (b[i / 8] >> i % 8 & 1 && count++ == 0)
			first = i;
	printf("%s %zu %zu\\n", name, first, count);
}
${checks.map((check, i) => `static void check${i}(void)\n{\n${check}\n}\n`).join('')}
int main(void)
{
${checks.map((_, i) => `check${i}();`).join(' ')}
return 0;
}
`;
  const folder = mkdtempSync(join(tmpdir(), 'layout-'));
  try {
    writeFileSync(join(folder, 'layout.c'), program);
    execFileSync(
      'gcc',
      ['-std=gnu11', '-w', '-Wno-packed-bitfield-compat', '-o', 'layout', 'layout.c'],
      { cwd: folder, stdio: 'pipe' },
    );
    const output = execFileSync(join(folder, 'layout'), { encoding: 'utf8' });
    return output
      .trimEnd()
      .split('\n-')
      .slice(0, -1)
      .map((block) => block.trimStart().split('\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ourLayout(record: RecordType, wanted: RandomRecord): Layout {
  const found = new Map<string, string>();
  const visit = (type: RecordType, base: number) => {
    for (const member of type.members) {
      const first = 8 * (base + member.offset) + (member.bitOffset ?? 0);
      if (member.name !== null)
        found.set(
          member.name,
          `${member.name} ${first} ${member.bitWidth ?? 8 * member.type.size}`,
        );
      else if (member.type.kind === 'struct' || member.type.kind === 'union')
        visit(member.type, base + member.offset);
    }
  };
  visit(record, 0);
  return [
    `${record.size} ${record.align}`,
    ...wanted.members.map(({ name }) => found.get(name) ?? `${name} is missing`),
  ];
}

describe.skipIf(!hasGcc)('layouts against gcc', () => {
  const fixed = [1, 2, 3].map((n) => [`seed ${n}`, n] as const);
  const random = Number(process.env['LAYOUT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

  it.each([...fixed, [`LAYOUT_SEED=${random}`, random] as const])('%s', (_, seed) => {
    const records = randomRecords(300, seed);
    const source = PRELUDE + records.map((record) => record.text).join('');
    const program = layoutOf(
      { read: (path) => (path === 'r.c' ? source : undefined) },
      'r.c',
      [],
      {},
    );
    const expected = gccLayouts(records);
    const different = records.flatMap((wanted, i) => {
      const record = program.records.get(wanted.tag);
      const ours = record ? ourLayout(record, wanted) : ['no such record'];
      const gcc = expected[i] ?? [];
      return ours.join('\n') === gcc.join('\n') ? [] : [{ text: wanted.text, ours, gcc }];
    });
    expect(
      different.sort((a, b) => a.text.length - b.text.length).slice(0, 5),
      `${different.length} of ${records.length} differ`,
    ).toEqual([]);
  });
});
