import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileProgram } from '../c/index.ts';
import type { RecordType } from '../c/ctype.ts';
import { cInitialiser } from './c-initialiser.ts';
import { hexDigits } from './json.ts';

/** Everything that an object may be made of. */
const TYPES = `
typedef struct { int counter; } atomic_t;
enum colour { RED = 1, GREEN = 5, FAR = 0x7fffffff };
struct list_head { struct list_head *next, *prev; };
struct page {
	unsigned long flags;
	union {
		struct {
			union {
				struct list_head lru;
				struct { void *filler; unsigned int mlock_count; };
			};
			void *mapping;
			union { unsigned long index, share; };
			unsigned long private;
		};
		struct { unsigned long compound_head; };
		struct { void *pgmap; void *zone_device_data; };
	};
	union { unsigned int page_type; atomic_t _mapcount; };
	atomic_t _refcount;
	unsigned long memcg_data;
};
struct bits {
	unsigned int a : 3;
	signed int b : 5;
	unsigned long c : 40;
	int : 0;
	signed long d : 63;
	_Bool e : 1;
};
struct mixed {
	char text[6];
	short s;
	enum colour colour;
	_Bool yes;
	signed char sc;
	double d;
	float f;
	long ll;
	unsigned int array[3];
	struct { unsigned char r, g; } pair[2];
	int (*function)(int);
	const char *name;
};
struct __attribute__((packed)) tight { char c; unsigned long l; short s; };
union either { unsigned char small; unsigned long big; struct list_head list; };
`;
const NAMES = ['struct page', 'struct bits', 'struct mixed', 'struct tight', 'union either'];

function records(): Map<string, RecordType> {
  const uses = NAMES.map((name, index) => `${name} used${index};`).join('\n');
  const text = `${TYPES}${uses}\nint main(void) { return 0; }\n`;
  const compiled = compileProgram({
    tree: { read: (file) => (file === 'types.c' ? text : undefined) },
    units: ['types.c'],
    includePaths: [],
    defines: {},
    entry: 'main',
    record: false,
  });
  return new Map(compiled.program.records);
}

/** Random bytes, with many zeros: objects are mostly empty. */
const bytesOf = (size: number) =>
  fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 255 })), {
    minLength: size,
    maxLength: size,
  });

const hasGcc = spawnSync('gcc', ['--version'], { stdio: 'ignore' }).error === undefined;

describe.skipIf(!hasGcc && !process.env['CI'])('a C initialiser', () => {
  it('gives, compiled by gcc, the bytes it was made from', () => {
    const known = records();
    const objects = NAMES.flatMap((type) => {
      const record = known.get(type)!;
      const size = record.size;
      const random = fc.sample(bytesOf(size), { numRuns: 40, seed: 5 });
      const few = fc.sample(
        fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.integer({ min: 1, max: 255 })),
        { numRuns: 20, seed: 6 },
      );
      const single = few.map(([at, value]) =>
        Array.from({ length: size }, (_, i) => (i === at ? value : 0)),
      );
      const all = [
        ...random,
        ...single,
        Array<number>(size).fill(0),
        Array<number>(size).fill(255),
      ];
      return all.map((bytes) => ({ record, bytes: Uint8Array.from(bytes) }));
    });
    const texts = objects.map(({ record, bytes }, index) =>
      cInitialiser(record, bytes, { name: `object${index}`, comment: ['*/ not an end'] }),
    );
    const prints = objects.map((_, index) => `\tprint(&object${index}, sizeof(object${index}));`);
    const program = `#include <stdio.h>
${TYPES}
${texts.join('\n')}
static void print(const void *object, unsigned long size)
{
	for (unsigned long i = 0; i < size; i++)
		printf("%02x", ((const unsigned char *)object)[i]);
	printf("\\n");
}
int main(void)
{
${prints.join('\n')}
	return 0;
}
`;
    expect(run(program).trimEnd().split('\n')).toEqual(
      objects.map(({ bytes }) => hexDigits(bytes)),
    );
  });
});

function run(program: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'folioscope-initialiser-'));
  try {
    const source = path.join(folder, 'a.c');
    const executable = path.join(folder, 'a');
    writeFileSync(source, program);
    const flags = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-Wno-override-init'];
    const made = spawnSync('gcc', [...flags, source, '-o', executable], { encoding: 'utf8' });
    expect(made.stderr).toBe('');
    return spawnSync(executable, { encoding: 'utf8' }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the choice of members', () => {
  const page = () => records().get('struct page')!;
  const words = (...values: bigint[]) => {
    const bytes = new Uint8Array(64);
    values.forEach((value, index) =>
      new DataView(bytes.buffer).setBigUint64(index * 8, value, true),
    );
    return bytes;
  };

  it('is the valid one where several give the bytes', () => {
    const bytes = words(4n, 0xffffea0003600001n);
    const text = cInitialiser(page(), bytes, {
      name: 'tail',
      prefers: (path) => path === 'compound_head',
    });
    expect(text).toBe(`static struct page tail = {
	.flags = 0x4UL,
	.compound_head = 0xffffea0003600001UL,
};
`);
  });

  it('is one that gives all bytes before it is the valid one', () => {
    const bytes = words(4n, 0xffffea0003600001n, 7n);
    const text = cInitialiser(page(), bytes, {
      name: 'tail',
      prefers: (path) => path === 'compound_head',
    });
    expect(text).not.toContain('compound_head');
    expect(text).toContain(
      '.lru = { .next = (void *)0xffffea0003600001UL, .prev = (void *)0x7UL }',
    );
  });

  it('is bytes where no member holds them', () => {
    const mixed = records().get('struct mixed')!;
    const bytes = new Uint8Array(mixed.size);
    const yes = mixed.members.find(({ name }) => name === 'yes')!;
    bytes[yes.offset] = 2;
    expect(cInitialiser(mixed, bytes, { name: 'odd' })).toMatch(
      /^static union \{ unsigned char bytes\[\d+\]; struct mixed object; \} odd = \{/,
    );
  });

  it('needs as many bytes as the type has', () => {
    expect(() => cInitialiser(page(), new Uint8Array(3), { name: 'x' })).toThrow(
      'struct page has 64 bytes, not 3',
    );
  });
});
