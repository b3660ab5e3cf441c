import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileTable, type SourceTree, type Token } from '../token.ts';
import { HeaderCache } from './header-cache.ts';
import { preprocess } from './preprocess.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Every unit by itself, and all of them with the headers of those before; their tokens, and what was warned. */
function bothWays(tree: SourceTree, units: readonly string[], includePaths: string[] = []) {
  const read = (headers: HeaderCache | null) => {
    const files = new FileTable();
    const warnings: string[] = [];
    const tokens = units.map((unit) =>
      preprocess(unit, tree, files, {
        includePaths,
        defines: { CONFIG_X: '1' },
        onWarning: (message, { file, line }) => warnings.push(`${file}:${line} ${message}`),
        ...(headers && { headers }),
      }),
    );
    return { tokens, warnings, files };
  };
  return { alone: read(null), together: read(new HeaderCache()) };
}

const show = (tokens: readonly Token[]) => tokens.map(({ text }) => text).join(' ');

/** Units over headers; answers with the text of each unit, after checking that sharing changes nothing. */
function units(headers: Record<string, string>, ...texts: string[]): string[] {
  const sources = Object.fromEntries(texts.map((text, i) => [`${i}.c`, text]));
  const files: Record<string, string> = { ...headers, ...sources };
  const { alone, together } = bothWays({ read: (path) => files[path] }, Object.keys(sources));
  expect(together.tokens).toEqual(alone.tokens);
  expect(together.warnings).toEqual(alone.warnings);
  expect(together.files.paths).toEqual(alone.files.paths);
  return together.tokens.map(show);
}

describe('headers that several units read', () => {
  it('give the same tokens, shared', () => {
    const files: Record<string, string> = {
      'h.h': '#ifndef H\n#define H\n#define ONE 1\nint h = ONE;\n#endif\n',
      'a.c': '#include "h.h"\nint a = ONE;\n',
      'b.c': '#include "h.h"\n#include "h.h"\nint b = ONE;\n',
    };
    const { together } = bothWays({ read: (path) => files[path] }, ['a.c', 'b.c']);
    const [a, b] = together.tokens;
    expect(show(b!)).toBe('int h = 1 ; int b = 1 ; ');
    expect(b![0]).toBe(a![0]);
    expect(b![3]).toBe(a![3]);
  });

  it('are read anew where a macro in them means something else', () => {
    const h = 'int x = N;\n#ifdef M\nint m;\n#endif\n#define D N\nint d = D;\n';
    expect(
      units(
        { 'h.h': h },
        '#include "h.h"\n',
        '#define N 2\n#include "h.h"\n',
        '#define M\n#include "h.h"\n',
        '#include "h.h"\n',
      ),
    ).toEqual([
      'int x = N ; int d = N ; ',
      'int x = 2 ; int d = 2 ; ',
      'int x = N ; int m ; int d = N ; ',
      'int x = N ; int d = N ; ',
    ]);
  });

  it('define and undefine for what follows, through headers in headers', () => {
    const headers = {
      'out.h': '#define A 1\n#include "in.h"\nint out = A;\n#undef B\n',
      'in.h': '#ifndef IN\n#define IN\nint in = A;\n#undef A\n#define A 2\n#define B 3\n#endif\n',
    };
    const same = '#include "out.h"\nint u[] = { A, B };\n';
    const [first, second, third] = units(headers, same, same, '#include "in.h"\n' + same);
    expect(first).toBe('int in = 1 ; int out = 2 ; int u [ ] = { 2 , B } ; ');
    expect(second).toBe(first);
    expect(third).toBe('int in = A ; int out = 1 ; int u [ ] = { 1 , B } ; ');
  });

  it('may count, pack, warn, and stand in the middle of a macro call', () => {
    const headers = {
      'count.h': 'int c = __COUNTER__;\n#define C __COUNTER__\nint d = C;\n',
      'once.h': '#pragma once\nint once;\n',
      'pack.h': '#pragma pack(push, 1)\nint packed;\n#pragma pack(pop)\n',
      'warn.h': '#warning look\n#define W 1\nint w = W;\n',
      'again.h': '#define W 2\nint again = W;\n',
      'call.h':
        '#define F(x) [x]\nF(\n#define Q int\nQ a\n)\nint line = __LINE__, *n = __FILE__;\n',
      'open.h': '#define F(x) [x]\nint open; F\n',
    };
    const all = '#include "count.h"\n#include "once.h"\n#include "once.h"\n#include "pack.h"\n';
    const more = '#include "warn.h"\n#include "again.h"\n#include "open.h"\n(1)\n';
    expect(units(headers, all, all + more, more + all, more)[3]).toContain('int open ; F ( 1 )');
    const call = '#include "call.h"\n';
    expect(units({ ...headers }, call, call, `#define a b\n${call}`)[1]).toContain('[ int a ]');
  });

  it('of the whole kernel come out as they do alone', () => {
    const tree: SourceTree = {
      read(path) {
        try {
          return readFileSync(join(ROOT, path), 'utf8');
        } catch {
          return undefined;
        }
      },
    };
    const paths = readdirSync(join(ROOT, 'kernel'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.c'))
      .map((path) => `kernel/${path}`)
      .sort();
    const { alone, together } = bothWays(tree, paths, ['kernel/include']);
    expect(together.files.paths).toEqual(alone.files.paths);
    expect(paths.length).toBeGreaterThan(50);
    const odd = paths.filter((_, unit) => {
      const [a, b] = [alone.tokens[unit]!, together.tokens[unit]!];
      const same = (x: Token, y: Token) =>
        x.kind === y.kind && x.text === y.text && x.file === y.file && x.line === y.line &&
        x.column === y.column && x.macro === y.macro; // prettier-ignore
      return a.length !== b.length || !a.every((token, i) => same(token, b[i]!));
    });
    expect(odd).toEqual([]);
  });
});
