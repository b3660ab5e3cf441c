import { describe, expect, it } from 'vitest';
import { errorOf, textOf } from './testing/preprocess-text.ts';

/** Whether `#if expression` holds. */
function holds(expression: string, before = ''): boolean {
  return textOf(`${before}#if ${expression}\nyes\n#endif`) === 'yes';
}

describe('#if', () => {
  it('computes in 64 bits, signed and unsigned', () => {
    expect(holds('-1 > 0u && -1 < 0 && 0xffffffffffffffff == -1')).toBe(true);
    expect(holds('-1 >> 63 == -1 && (1 << 63) < 0 && 1 << 64 == 0 && 4 >> -1 == 8')).toBe(true);
    expect(holds('-7 / 2 == -3 && -7 % 3 == -1 && 7 / 2 * 2 == 6')).toBe(true);
    expect(holds('(0 ? -1 : 0u) - 1 > 0 && (2, 3) == 3 && (1 ? 2 : 0 ? 4 : 5) == 2')).toBe(true);
    expect(holds("'a' == 97 && '\\377' == -1 && 'ab' == 24930 && L'\\xff' == 255")).toBe(true);
    expect(holds('010 == 8 && 0x10 == 16 && 0b11 == 3 && 10uLL == 10 && 1 == 1L')).toBe(true);
  });

  it('takes names that are no macros as 0 and leaves dead operands alone', () => {
    expect(holds('!name && !if && (0 && 1/0 || 1 || 1/0)')).toBe(true);
    expect(holds('defined a && defined(b) && !defined c', '#define a\n#define b\n')).toBe(true);
    expect(holds('D', '#define D defined(__GNUC__)\n')).toBe(true);
  });

  it('tells what is wrong', () => {
    const error = (expression: string) => errorOf(() => holds(expression));
    expect(error('1/0')).toBe('a.c:1:6: error: division by zero in a preprocessor expression');
    expect(error('')).toBe('a.c:1:2: error: #if with no expression');
    expect(error('1 2')).toMatch(/unexpected "2" after the expression/);
    expect(error('f(1)')).toMatch(/missing binary operator before "\(".* macro f$/);
    expect(error('(1')).toMatch(/expected '\)', found the end of the line/);
    expect(error('1.5')).toMatch(/floating constant "1.5"/);
    expect(error('08')).toMatch(/invalid digit in the octal constant/);
    expect(error('1x')).toMatch(/"1x" is not an integer constant/);
    expect(error('1lul')).toMatch(/invalid suffix "lul"/);
    expect(error('"s"')).toMatch(/token ""s"" is not valid/);
    expect(error('defined 1')).toMatch(/'defined' requires a macro name/);
    expect(error('0x10000000000000000')).toMatch(/is too large/);
    expect(error('('.repeat(5000))).toMatch(/nested too deeply/);
    expect(error('__has_include(x')).toMatch(/expects "FILENAME" or <FILENAME>/);
  });

  it('answers __has_include, __has_attribute and __has_builtin', () => {
    const sources = {
      'd/a.c': [
        '#if __has_include("b.h") && !__has_include(<b.h>) && __has_include(<c.h>)',
        'yes',
        '#endif',
        '#define H <c.h>',
        '#if defined(__has_include) && __has_include(H) && !__has_include("nope.h")',
        'yes',
        '#endif',
        '#if __has_attribute(__noinline__) && __has_builtin(__builtin_expect) && !__has_builtin(x)',
        'yes',
        '#endif',
      ].join('\n'),
      'd/b.h': '',
      'i/c.h': '',
    };
    expect(textOf(sources, { includePaths: ['i'] })).toBe('yes yes yes');
  });
});

describe('conditional sections', () => {
  it('compile exactly one group', () => {
    const text = (a: number, b: number) =>
      textOf(`#if ${a}\nA\n#elif ${b}\nB\n#elif garbage ( / 0\nX\n#else\nC\n#endif`);
    expect(text(1, 1)).toBe('A');
    expect(text(0, 1)).toBe('B');
    expect(textOf('#ifdef a\n1\n#elifdef __GNUC__\n2\n#else\n3\n#endif')).toBe('2');
    expect(textOf('#ifndef __GNUC__\n1\n#elifndef a\n2\n#endif')).toBe('2');
  });

  it('skip text that is no C', () => {
    const lines = ['#if 0', ` it's "odd`, ' # if 1', " ' /* ", ' #else ', ' @ ', ' # endif'];
    lines.push('#unknown', '#include nothing', '#elif 0 /* not', 'ended */', '%:else', 'rest');
    expect(textOf([...lines, '#endif'].join('\n'))).toBe('rest');
    expect(
      textOf(`#if 0\n"\n/*\n#endif\n*/ x #endif\n' /* '\n// '\n#endif /*\n*/ gone\nafter`),
    ).toBe('after');
  });

  it('tell what is unbalanced', () => {
    const error = (text: string) => errorOf(() => textOf(text));
    expect(error('\n#if 1\n#if 0\n#endif')).toBe('a.c:2:2: error: unterminated #if');
    expect(error('#ifdef x\n')).toBe('a.c:1:2: error: unterminated #ifdef');
    expect(error('#endif')).toBe('a.c:1:2: error: #endif without #if');
    expect(error('#else')).toBe('a.c:1:2: error: #else without #if');
    expect(error('#if 0\n#else\n#else\n#endif')).toBe(
      'a.c:3:2: error: #else after #else\na.c:1:2: note: the conditional began here',
    );
    expect(error('#if 1\n#else\n#elif 1\n#endif')).toMatch(/^a\.c:3:2: error: #elif after #else/);
    expect(error('#ifdef\n#endif')).toBe('a.c:1:7: error: no macro name given in #ifdef');
  });
});
