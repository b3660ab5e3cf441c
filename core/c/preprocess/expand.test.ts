import { describe, expect, it } from 'vitest';
import { errorOf, textOf } from './testing/preprocess-text.ts';

describe('macro expansion', () => {
  it('replaces names, rescans, and lets the following text join in', () => {
    expect(textOf('#define f(x) [x]\n#define g f\n#define h g (\ng(1) h 2) f\n(3) f f')).toBe(
      '[ 1 ] [ 2 ] [ 3 ] f f',
    );
  });

  it('never expands a macro in its own expansion, not even later', () => {
    expect(textOf('#define a a b\na')).toBe('a b');
    expect(textOf('#define a b\n#define b a\na b a')).toBe('a b a');
    expect(textOf('#define id(x) x\nid(id)(1) id(id(2))')).toBe('id ( 1 ) 2');
    expect(textOf('#define f(x) x f\nf(1)(2)')).toBe('1 f ( 2 )');
  });

  it('expands again what the text after the macro completes (C11 6.10.3.4p4)', () => {
    expect(textOf('#define f(a) a*g\n#define g(a) f(a)\nf(2)(9)')).toBe('2 * 9 * g');
  });

  it('expands arguments completely, but not next to # and ##', () => {
    const macros = '#define one 1\n#define s(x) #x\n#define xs(x) s(x)\n#define c(x,y) x##y\n';
    expect(textOf(`${macros}s(one) xs(one) c(one,one) c(on,e)`)).toBe('"one" "1" oneone 1');
  });

  it('keeps the spaces of an argument as one space in a string', () => {
    const macros = '#define s(x) #x\n#define xs(x) s(x)\n#define e\n#define id(x) x\n';
    expect(textOf(`${macros}s(  a   /**/ b\n c+d ) s("\\"" '\\n') xs(id(a)id( b )e c)`)).toBe(
      '"a b c+d" "\\"\\\\\\"\\" \'\\\\n\'" "ab c"',
    );
  });

  it('swallows the comma before an omitted variable argument', () => {
    const macros = '#define p(f, ...) p(f, ##__VA_ARGS__)\n#define q(f, a...) q(f, ##a)\n';
    expect(textOf(`${macros}p(1) p(1,) p(1,2,3) q(1) q(1,2)`)).toBe(
      'p ( 1 ) p ( 1 , ) p ( 1 , 2 , 3 ) q ( 1 ) q ( 1 , 2 )',
    );
  });

  it('has __VA_OPT__', () => {
    const macro = '#define e\n#define p(f, ...) p(f __VA_OPT__(,) __VA_ARGS__)\n';
    expect(textOf(`${macro}p(1) p(1,e) p(1,2)`)).toBe('p ( 1 ) p ( 1 ) p ( 1 , 2 )');
  });

  it('carries out directives between the arguments', () => {
    expect(
      textOf('#define f(x) <x>\nf(\n#define y 1\n#if y\ny\n#else\n0\n#endif\n#undef y\ny)'),
    ).toBe('< y y >');
  });

  it('tells macro uses that are wrong', () => {
    const error = (text: string) => errorOf(() => textOf(text));
    expect(error('#define f(x) x\n\n  f(1,2)')).toBe(
      'a.c:3:3: error: macro "f" takes 1 argument(s), but got 2',
    );
    expect(error('#define f(x) x\nf(1')).toBe(
      'a.c:2:1: error: unterminated argument list invoking macro "f"',
    );
    expect(error('#define f(x,y) x##y\na\nf(+,/)')).toBe(
      'a.c:3:1: error: pasting "+" and "/" does not give a valid preprocessing token',
    );
    expect(error('#define f(x) #y\n')).toBe(
      "a.c:1:14: error: '#' is not followed by a macro parameter",
    );
    expect(error('#define f(x) ## x\n')).toMatch(/^a\.c:1:14: error: '##' cannot stand at/);
    expect(error('#define f(x, x) x\n')).toBe('a.c:1:14: error: duplicate macro parameter "x"');
    expect(error('#define f(x\n')).toMatch(/^a\.c:1:12: error: expected ',' or '\)'/);
    expect(error('#define defined 1\n')).toMatch(/"defined" cannot be used as a macro name/);
  });

  it('refuses what would never end', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => `#define a${i} a${i + 1} a${i + 1}\n`);
    expect(errorOf(() => textOf(`${doubling.join('')}x\n a0`))).toBe(
      'a.c:62:2: error: the expansion of this macro is too large (a0)',
    );
    const nested = `#define f(x) x\n${'f('.repeat(1000)}1${')'.repeat(1000)}`;
    expect(errorOf(() => textOf(nested))).toBe(
      'a.c:2:1: error: macro calls are nested too deeply (f)',
    );
  });

  it('warns of a redefinition that differs', () => {
    const warnings: string[] = [];
    const onWarning = (message: string, at: { line: number }) => {
      warnings.push(`${at.line}: ${message}`);
    };
    textOf('#define a 1 +  2\n#define a 1  + 2\n#define a 1+2\n#undef a\n#define a', { onWarning });
    expect(warnings).toEqual(['3: "a" redefined']);
  });
});
