import { describe, expect, it } from 'vitest';
import { runProgram } from '../../machine/index.ts';
import { hasBody } from '../ast.ts';
import { compileProgram } from '../compile.ts';
import { ProgramEmitter } from '../emit/program.ts';
import { Front } from '../front.ts';
import { FileTable } from '../token.ts';
import { preprocess } from '../preprocess/preprocess.ts';
import { parseUnit } from './unit.ts';

const treeOf = (files: Record<string, string>) => ({ read: (path: string) => files[path] });

function frontOf(files: Record<string, string>): Front {
  const front = new Front({ tree: treeOf(files), includePaths: [], defines: {} });
  for (const path of Object.keys(files)) if (path.endsWith('.c')) front.add(path);
  return front;
}

/** Every unit by itself, every body read. */
function readAll(files: Record<string, string>) {
  const table = new FileTable();
  const units = Object.keys(files).filter((path) => path.endsWith('.c'));
  const parsed = units.map((path) => {
    const tokens = preprocess(path, treeOf(files), table, { includePaths: [], defines: {} });
    return parseUnit(path, tokens, table);
  });
  return new ProgramEmitter(parsed, table, true).emit('main');
}

const HEADER = `
struct pair { int a, b; };
static inline int count(void)
{
	static int calls = 5;
	return ++calls;
}
static inline const char *name(int i) { static _Bool asked; asked = 1; return i ? "one" : "none"; }
static inline int never(struct pair *p) { static long unused; return p->a + unused + "two"[0]; }
#include "unit.h"
static inline int chosen(void) { return unit() + count(); }
`;
const FILES = {
  'h.h': HEADER,
  'unit.h': 'static inline int unit(void) { return UNIT; }\n',
  'a.c': `#define UNIT 10
#include "h.h"
int b(void);
int main(void) { return chosen() + b() + name(1)[0] - 'o' + count(); }
`,
  'b.c': `#define UNIT 20
#include "h.h"
static char text[] = "none";
int b(void) { return chosen() + count() + name(0)[1] - text[1]; }
`,
  'c.c': '#define UNIT 20\n#include "h.h"\n',
};

describe('bodies of functions in headers', () => {
  it('are read once and then where they are called', () => {
    const { units } = frontOf(FILES);
    const read = units.map(({ symbols }) =>
      symbols.filter((symbol) => hasBody(symbol) && symbol.body).map(({ name }) => name),
    );
    expect(read[0]).toEqual(['count', 'name', 'never', 'unit', 'chosen', 'main']);
    // UNIT is another number there; what calls unit() is the same text.
    expect(read[1]).toEqual(['unit', 'b']);
    const compiled = compileProgram({
      tree: treeOf(FILES),
      units: ['a.c', 'b.c', 'c.c'],
      includePaths: [],
      defines: {},
      record: true,
      entry: 'main',
    });
    // a: (10 + 6) + 7; b: (20 + 6) + 7.
    expect(runProgram(compiled).outcome).toEqual({ kind: 'finished', exitCode: 56 });
  });

  it('leave the program as it is when all of them are read', () => {
    const front = frontOf(FILES);
    const compiled = new ProgramEmitter(front.units, front.files, true).emit('main');
    expect(compiled).toEqual(readAll(FILES));
    const names = compiled.program.globals.map((variable) => variable.name);
    expect(names.filter((name) => name === 'calls')).toHaveLength(3);
    expect(names).toContain('unused');
  });

  it('are checked even where nobody calls them', () => {
    const broken = { ...FILES, 'h.h': `${HEADER}static inline int bad(void) { return nothing; }` };
    expect(() => frontOf(broken)).toThrow(/undeclared name 'nothing'/);
  });

  it('are read everywhere if they declare what the unit sees', () => {
    const header = `
static inline int far(void) { extern int there; return there; }
static inline int table(void) { static const char *const names[] = { "x", "yz" }; return names[1][1]; }
`;
    const files = {
      'h.h': header,
      'a.c': '#include "h.h"\nint b(void);\nint main(void) { return far() + table() - b(); }\n',
      'b.c': '#include "h.h"\nint there = 3;\nint b(void) { return table(); }\n',
    };
    const front = frontOf(files);
    expect(front.units[1]!.symbols.filter(hasBody).every(({ body }) => body)).toBe(true);
    const compiled = new ProgramEmitter(front.units, front.files, true).emit('main');
    expect(compiled).toEqual(readAll(files));
    expect(runProgram(compiled).outcome).toEqual({ kind: 'finished', exitCode: 3 });
  });
});
