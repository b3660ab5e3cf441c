import { describe, expect, it } from 'vitest';
import { FileTable } from '../token.ts';
import { normalizePath } from './paths.ts';
import { preprocess } from './preprocess.ts';
import { errorOf, textOf } from './testing/preprocess-text.ts';

describe('#include', () => {
  it('searches the own folder for quotes, then the include paths in order', () => {
    const sources = {
      'src/a.c': '#include "x.h"\n#include <x.h>\n#include "y.h"\n#include "../src/./z/w.h"',
      'src/x.h': 'own',
      'one/x.h': 'one',
      'two/x.h': 'two',
      'two/y.h': 'y',
      'src/z/w.h': '#include "v.h"',
      'src/z/v.h': '__FILE__',
    };
    expect(textOf(sources, { includePaths: ['one', 'two'] })).toBe('own one y "src/z/v.h"');
  });

  it('goes on after the own include path with include_next', () => {
    const sources = {
      'a.c': '#include <x.h>',
      'one/x.h': '1\n#include_next <x.h>',
      'two/x.h': '2\n#include_next "x.h"',
      'three/x.h': '3',
    };
    expect(textOf(sources, { includePaths: ['one', 'two', 'three'] })).toBe('1 2 3');
  });

  it('takes header names that macros make', () => {
    const sources = {
      'a.c': '#define H <d/x.h>\n#include H\n#define S(x) #x\n#define P(x) S(d/x)\n#include P(y.h)',
      'd/x.h': 'x',
      'd/y.h': 'y',
    };
    expect(textOf(sources, { includePaths: ['.'] })).toBe('x y');
  });

  it('reads a guarded file once, and one with #pragma once', () => {
    const reads: string[] = [];
    const tree: Record<string, string> = {
      'a.c':
        '#include "g.h"\n#include "g.h"\n#include "o.h"\n#include "o.h"\n#undef G\n#include "g.h"',
      'g.h': '// x\n#ifndef G\n#define G\ng\n#endif // G\n',
      'o.h': '#pragma once\no\n',
    };
    const read = (path: string) => {
      reads.push(path);
      return tree[path];
    };
    const options = { includePaths: [], defines: {} };
    const tokens = preprocess('a.c', { read }, new FileTable(), options);
    expect(tokens.map((token) => token.text).join(' ')).toBe('g o g ');
    expect(reads).toEqual(['a.c', 'g.h', 'o.h']);
  });

  it('does not mistake other sections for a guard', () => {
    const twice = (header: string) => textOf({ 'a.c': '#include "h"\n#include "h"', h: header });
    expect(twice('#ifndef G\n#define G\n1\n#else\n2\n#endif')).toBe('1 2');
    expect(twice('#ifndef G\n#define G\n1\n#endif\n2')).toBe('1 2 2');
    expect(twice('0\n#ifndef G\n#define G\n1\n#endif')).toBe('0 1 0');
    expect(twice('#ifndef G\n#define G\n1\n#endif\n#ifdef G\n2\n#endif')).toBe('1 2 2');
    expect(twice('#if !defined(G)\n#define G\n1\n#endif\n')).toBe('1');
    expect(twice('#if !defined(G) || 1\n#define G\n1\n#endif\n')).toBe('1 1');
    expect(twice('#ifndef G\n#define G\n#ifndef H\n#define H\n1\n#endif\n2\n#endif')).toBe('1 2');
  });

  it('reads forced headers before the unit', () => {
    const sources = { 'a.c': 'A B', 'i/f.h': '#define A 1\n', 'i/g.h': '#define B A\n' };
    const options = { includePaths: ['i'], forcedIncludes: ['f.h', 'g.h'] };
    expect(textOf(sources, options)).toBe('1 1');
    expect(errorOf(() => textOf('', { forcedIncludes: ['h.h'] }))).toBe(
      'a.c:1:1: error: cannot find the forced header "h.h"',
    );
  });

  it('tells what is wrong', () => {
    const error = (text: string) => errorOf(() => textOf(text));
    expect(error('\n #include <nope.h>')).toBe(
      'a.c:2:3: error: cannot find the header <nope.h> in the include paths',
    );
    expect(error('#include nope')).toBe(
      'a.c:1:2: error: #include expects "FILENAME" or <FILENAME>',
    );
    expect(error('#include ""')).toBe('a.c:1:2: error: empty file name in #include');
    expect(error('#include "a.c"')).toBe('a.c:1:2: error: #include nested 200 levels deep: a.c');
    expect(
      errorOf(() =>
        preprocess('no.c', { read: () => undefined }, new FileTable(), {
          includePaths: [],
          defines: {},
        }),
      ),
    ).toBe('no.c:1:1: error: no such file');
  });
});

describe('paths', () => {
  it('have no dots and no empty segments', () => {
    expect(normalizePath('./a//b/../c/./d.h')).toBe('a/c/d.h');
    expect(normalizePath('../a')).toBe('../a');
    expect(normalizePath('/usr/./include/x.h')).toBe('/usr/include/x.h');
  });
});
