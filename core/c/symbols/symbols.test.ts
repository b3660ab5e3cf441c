import { describe, expect, it } from 'vitest';
import { SymbolReader } from './symbol-reader.ts';
import type { SymbolIndex } from './symbol-index.ts';

/** Reads sources to the end. */
function read(sources: Record<string, string>, defines: Record<string, string> = {}): SymbolIndex {
  const tree = { read: (path: string) => sources[path] };
  const units = Object.keys(sources).filter((path) => path.endsWith('.c'));
  const reader = new SymbolReader({ tree, units, includePaths: ['include'], defines });
  while (!reader.done) reader.next();
  return reader.index;
}

/** `«name»` in a source marks the place that is asked about. */
function marked(sources: Record<string, string>, defines: Record<string, string> = {}) {
  let place = { file: '', line: 0, column: 0 };
  const plain: Record<string, string> = {};
  for (const [file, text] of Object.entries(sources)) {
    const at = text.indexOf('«');
    if (at >= 0) {
      const before = text.slice(0, at).split('\n');
      place = { file, line: before.length, column: before.at(-1)!.length + 1 };
    }
    plain[file] = text.replace('«', '').replace('»', '');
  }
  const index = read(plain, defines);
  const found = index.at(place.file, place.line, place.column)[0];
  const symbol = found ? index.symbols[found.symbol]! : null;
  const { definition } = symbol ?? {};
  return {
    index,
    found,
    symbol,
    /** `file:line:column` of the definition. */
    defined: definition ? `${definition.file}:${definition.line}:${definition.column}` : null,
    references: symbol
      ? index.references(symbol.id).map((r) => `${r.file}:${r.line}:${r.column}`)
      : [],
  };
}

const HEADER = `struct list { struct list *next, *prev; };
struct page {
	unsigned long flags;
	union {
		struct list lru;
		struct {
			unsigned long _unused;
			unsigned int order : 8, kind : 4;
		};
	};
};
void put_page(struct page *page);
extern int count;
static inline int empty(struct list *list) { return list->next == list; }
`;

describe('the definition of a name', () => {
  it('of a function lies in another unit than its use', () => {
    const { defined, symbol } = marked({
      'include/a.h': HEADER,
      'use.c': '#include <a.h>\nvoid f(struct page *p) { «put_page»(p); }\n',
      'def.c': '#include <a.h>\nint count;\nvoid put_page(struct page *page)\n{\n}\n',
    });
    expect(defined).toBe('def.c:3:6');
    expect(symbol).toMatchObject({ kind: 'function', text: 'void put_page(struct page *page)' });
    expect(symbol?.declarations).toMatchObject([{ file: 'include/a.h', line: 12 }]);
  });

  it('of a member inside unnamed records knows its place in the named one', () => {
    const { defined, symbol, found } = marked({
      'include/a.h': HEADER,
      'use.c': '#include <a.h>\nint f(struct page *p) { return p->«kind»; }\n',
    });
    expect(defined).toBe('include/a.h:8:28');
    expect(symbol?.member).toMatchObject({
      record: 'struct page',
      path: 'kind',
      offset: 16,
      bits: { first: 8, width: 4 },
    });
    expect(found?.expression).toBe('p->kind');
  });

  it('of a local variable is the innermost one', () => {
    const { defined } = marked({
      'a.c': 'int f(int x)\n{\n\tint y = x;\n\t{ int x = 2; y += «x»; }\n\treturn x + y;\n}\n',
    });
    expect(defined).toBe('a.c:4:8');
  });

  it.each([
    ['a macro', '#define TWO 2\nint x = «TWO»;\n', 'a.c:1:9'],
    ['a macro in a condition', '#define TWO 2\n#if defined(«TWO»)\n#endif\nint x;\n', 'a.c:1:9'],
    ['a macro in #ifdef', '#define TWO 2\n#ifdef «TWO»\n#endif\nint x;\n', 'a.c:1:9'],
    ['a typedef', 'typedef unsigned long pfn_t;\n«pfn_t» x;\n', 'a.c:1:23'],
    ['an enumeration constant', 'enum kind { A, B };\nint x = «B»;\n', 'a.c:1:16'],
    [
      'a struct that is declared first',
      'struct s;\nstruct «s» *x;\nstruct s { int a; };\n',
      'a.c:3:8',
    ],
    ['a label', 'void f(void)\n{\n\tgoto «out»;\nout:\n\treturn;\n}\n', 'a.c:4:1'],
    ['a designated member', 'struct s { int a, b; } x = { .«b» = 1 };\n', 'a.c:1:19'],
    [
      'a member in offsetof',
      'struct s { int a, b; };\nint x = __builtin_offsetof(struct s, «b»);\n',
      'a.c:1:19',
    ],
    [
      'a static variable of a function',
      'int f(void)\n{\n\tstatic int n;\n\treturn «n»++;\n}\n',
      'a.c:3:13',
    ],
  ])('of %s', (_what, source, expected) => {
    expect(marked({ 'a.c': source }).defined).toBe(expected);
  });

  it('of a name that a macro makes is where the macro is used', () => {
    const { defined } = marked({
      'a.c':
        '#define TEST(Name) static int Page##Name(int x) { return x; }\nTEST(Locked)\nint f(void) { return «PageLocked»(1); }\n',
    });
    expect(defined).toBe('a.c:2:1');
  });

  it('of equal names in two files is the one of the same file', () => {
    const sources = {
      'a.c': 'static int helper(void) { return 1; }\nint a(void) { return «helper»(); }\n',
      'b.c': 'static int helper(void) { return 2; }\nint b(void) { return helper(); }\n',
    };
    expect(marked(sources).defined).toBe('a.c:1:12');
    expect(marked(sources).references).toEqual(['a.c:1:12', 'a.c:2:22']);
  });

  it('of what the command line defines is nowhere, and said to be so', () => {
    const { symbol } = marked({ 'a.c': 'int x = «CONFIG_N»;\n' }, { CONFIG_N: '7' });
    expect(symbol).toMatchObject({ kind: 'macro', definition: null, macro: { body: '7' } });
  });
});

describe('through macros', () => {
  const LIST = `#define READ_ONCE(x) (*(volatile typeof(x) *)&(x))
#define next_of(l) ((l)->next)
`;

  it('the arguments of a use keep their own places', () => {
    const { defined, found } = marked({
      'include/a.h': HEADER + LIST,
      'use.c':
        '#include <a.h>\nunsigned long f(struct page *p) { return READ_ONCE(p->«flags»); }\n',
    });
    expect(defined).toBe('include/a.h:3:16');
    expect(found).toMatchObject({ expression: 'p->flags', implied: false });
  });

  it('a name in the definition means what its uses make of it', () => {
    const { defined, found } = marked({
      'include/a.h': HEADER + LIST.replace('->next', '->«next»'),
      'use.c': '#include <a.h>\nstruct list *f(struct page *p) { return next_of(&p->lru); }\n',
    });
    expect(defined).toBe('include/a.h:1:28');
    expect(found?.expression).toBeNull();
  });
});

describe('the references of a name', () => {
  it('are told once, however many units include a header', () => {
    const use = '#include <a.h>\nint NAME(struct page *p) { return empty(&p->lru); }\n';
    const { references, symbol } = marked({
      'include/a.h': HEADER.replace('list->next', 'list->«next»'),
      'a.c': use.replace('NAME', 'a'),
      'b.c': use.replace('NAME', 'b'),
    });
    expect(symbol?.text).toBe('struct list *next');
    expect(references).toEqual(['include/a.h:1:28', 'include/a.h:14:59']);
  });

  it('put the definition first', () => {
    const { references } = marked({
      'include/a.h': HEADER,
      'a.c': '#include <a.h>\nvoid f(struct page *p) { «put_page»(p); }\n',
      'b.c': '#include <a.h>\nvoid put_page(struct page *page) { (void)page; }\n',
    });
    expect(references).toEqual(['b.c:2:6', 'a.c:2:26', 'include/a.h:12:6']);
  });
});

it('types and sizes are told as C declares them', () => {
  const index = read({ 'a.c': HEADER + 'enum e { ONE = 1 };\nstruct page *pages[4];\n' });
  const named = (name: string) => index.symbols.find((symbol) => symbol.name === name);
  const page = named('page');
  expect(page).toMatchObject({ kind: 'struct', text: 'struct page', size: 24, align: 8 });
  expect(named('pages')).toMatchObject({
    text: 'struct page *pages[4]',
    size: 32,
    typeSymbol: page?.id,
  });
  expect(named('ONE')).toMatchObject({ kind: 'constant', value: 1n });
});

describe('units that are read one by one', () => {
  const sources: Record<string, string> = {
    'a.c': 'int f(void);\nint a(void) { return f(); }\n',
    'b.c': 'int f(void) { return 1; }\n',
  };
  const open = () =>
    new SymbolReader({
      tree: { read: (path) => sources[path] },
      units: ['a.c', 'b.c'],
      includePaths: [],
      defines: {},
    });
  const definition = ({ index }: SymbolReader) =>
    index.symbols[index.at('a.c', 2, 22)[0]?.symbol ?? -1]?.definition;

  it('the wanted one comes first', () => {
    const reader = open();
    reader.next('b.c');
    expect(reader.awaits('b.c')).toBe(false);
    expect(reader.awaits('a.c')).toBe(true);
    expect(reader.share).toBe(0.5);
  });

  it('the index grows with them', () => {
    const reader = open();
    reader.next();
    expect(definition(reader)).toBeNull();
    reader.next();
    expect(definition(reader)).toMatchObject({ file: 'b.c', line: 1 });
    expect(reader.done).toBe(true);
  });

  it('a unit with an error is told of by its place', () => {
    const reader = new SymbolReader({
      tree: { read: () => 'int f(void) { return x; }' },
      units: ['a.c'],
      includePaths: [],
      defines: {},
    });
    expect(() => reader.next()).toThrow(/undeclared name 'x'/);
  });
});
