/** Broken input to the whole front end: never anything but a diagnostic, and never for long. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileProgram } from './compile.ts';
import { CError } from './diagnostic.ts';

/** Pieces of C that together touch most of the grammar. */
const SEED = `
typedef struct list { struct list *next, *prev; } list_t;
enum kind { A, B = 5, C };
union word { unsigned long whole; struct { unsigned low : 12, : 4, high : 16; }; char bytes[8]; };
static int table[4] = { [1] = 3, [2 ... 3] = 7 };
static int add(int a, long b) { return a + (int)b; }
int (*operation)(int, long) = add;
#define max(a, b) ({ typeof(a) _a = (a); typeof(b) _b = (b); _a > _b ? _a : _b; })
int main(void)
{
	union word w = { .whole = 0x1234ul };
	list_t head = { &head, &head }, *p = &head;
	int i, sum = 0;
	for (i = 0; i < 4; i++) {
		switch (table[i]) {
		case 3: sum += w.high; break;
		case 4 ... 9: sum <<= 1; continue;
		default: if (p->next == p) goto out;
		}
	}
out:
	do { sum = max(sum, sizeof(w) + B); } while (0);
	return operation(sum, (long)p & 1) ? (char)'x' : *"y";
}
`;

const TOKENS = SEED.match(/[A-Za-z_]\w*|\d\w*|\.{3}|->|\+\+|<<=|[+=]=|"[^"]*"|'[^']*'|\S|\n/g)!;

function compile(text: string): void {
  compileProgram({
    tree: { read: (path) => (path === 'fuzz.c' ? text : undefined) },
    units: ['fuzz.c'],
    includePaths: [],
    defines: {},
    record: true,
    entry: 'main',
    library: true,
    implicit: true,
  });
}

/** Compiles; anything thrown must be a diagnostic with a place in the file. */
function survives(text: string): void {
  try {
    compile(text);
  } catch (error) {
    if (!(error instanceof CError))
      throw new Error(`not a diagnostic for:\n${text.slice(0, 2000)}`, { cause: error });
    expect(error.location.file).toBe('fuzz.c');
    expect(error.location.line).toBeGreaterThan(0);
    expect(error.message).not.toBe('');
  }
}

/** One change of the token list: delete, double, swap, or put another token in. */
const edit = fc.tuple(fc.constantFrom('delete', 'double', 'swap', 'replace'), fc.nat(), fc.nat());

function mutate(edits: readonly [string, number, number][]): string {
  const tokens = [...TOKENS];
  for (const [kind, x, y] of edits) {
    const at = x % tokens.length;
    const other = y % tokens.length;
    if (kind === 'delete') tokens.splice(at, 1);
    else if (kind === 'double') tokens.splice(at, 0, tokens[at]);
    else if (kind === 'replace') tokens[at] = TOKENS[y % TOKENS.length];
    else [tokens[at], tokens[other]] = [tokens[other], tokens[at]];
  }
  // directives must keep their lines
  return tokens
    .join(' ')
    .replace(/ ?\n ?/g, '\n')
    .replace('# define max (', '#define max(');
}

describe('the front end on broken programs', () => {
  it('compiles what the fuzzer starts from', () => {
    expect(() => {
      compile(SEED);
      compile(mutate([]));
    }).not.toThrow();
  });

  it('answers every mutation with code or a diagnostic', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) =>
        survives(mutate(edits)),
      ),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 1500) },
    );
  }, 120_000);

  it('answers every prefix of a program', () => {
    for (let end = 0; end < SEED.length; end += 3) survives(SEED.slice(0, end));
  }, 120_000);

  it('survives deep nesting', () => {
    for (const [open, close] of [
      ['(', ')'],
      ['{', '}'],
      ['-', ''],
      ['*', ''],
      ['if (1) ', ''],
    ]) {
      const inner = open === '{' ? '' : '1';
      survives(`int main(void) { ${open.repeat(20000)}${inner}${close.repeat(20000)}; return 0; }`);
    }
  }, 120_000);
});
