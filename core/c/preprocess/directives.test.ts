import { describe, expect, it } from 'vitest';
import { errorOf, placesOf, textOf } from './testing/preprocess-text.ts';

describe('directives', () => {
  it('may be spaced, commented, empty, and begin with a digraph', () => {
    expect(textOf('  # /* x */ define a 1\n#\n%:define b a\n# /*\n*/ define c b\na b c')).toBe(
      '1 1 1',
    );
  });

  it('stop at #error and tell of #warning', () => {
    expect(errorOf(() => textOf('\n#error don\'t  do "that" '))).toBe(
      'a.c:2:2: error: #error don\'t  do "that"',
    );
    const warnings: string[] = [];
    textOf('#warning care', { onWarning: (text, at) => warnings.push(`${at.line}: ${text}`) });
    expect(warnings).toEqual(['1: #warning care']);
  });

  it('refuse what they do not know', () => {
    expect(errorOf(() => textOf('x\n#foo bar'))).toBe(
      'a.c:2:1: error: invalid preprocessing directive #foo',
    );
    expect(errorOf(() => textOf('#undef 1'))).toBe('a.c:1:8: error: #undef requires a macro name');
    expect(errorOf(() => textOf('#line x'))).toMatch(/"x" after #line is not a line number/);
    expect(errorOf(() => textOf('#line 1 x'))).toMatch(
      /"x" after a line number is not a file name/,
    );
  });

  it('set the place with #line and with the line markers of preprocessed text', () => {
    const text = [
      '# 1 "src/a.c"',
      '# 1 "<built-in>" 1',
      '# 7 "./include/x.h" 1 3 4',
      'x /*',
      '*/ y',
      '# 2 "src/a.c" 2',
      'z \\',
      ' w __LINE__ __FILE__',
      '#line 40',
      'v',
      '#define N 50',
      '#line N "a\\"b.c"',
      'u',
    ].join('\n');
    expect(placesOf(text)).toEqual([
      'include/x.h:7:1 x',
      'include/x.h:8:4 y',
      'src/a.c:2:1 z',
      'src/a.c:3:2 w',
      'src/a.c:3:4 3 @__LINE__',
      'src/a.c:3:13 "src/a.c" @__FILE__',
      'src/a.c:40:1 v',
      'a"b.c:50:1 u',
    ]);
  });
});

describe('pragmas', () => {
  it('hand pack on as tokens, in both spellings', () => {
    const text = '#define N 2\n#pragma pack(push, N) x\n#pragma pack ( )\n_Pragma("pack(pop)") a';
    expect(textOf(text)).toBe(
      '__pragma_pack ( push , 2 ) __pragma_pack ( ) __pragma_pack ( pop ) a',
    );
    expect(placesOf('\n  #pragma pack(1)')[0]).toBe('a.c:2:4 __pragma_pack');
  });

  it('save and restore macros', () => {
    const text = '#define a 1\n#pragma push_macro("a")\n#undef a\na\n#pragma pop_macro("a")\na';
    expect(textOf(text)).toBe('a 1');
  });

  it('ignore the others, and may stop the build', () => {
    expect(
      textOf('#pragma GCC diagnostic push\n#define P _Pragma("GCC x") p\nP\n#pragma omp "'),
    ).toBe('p');
    expect(errorOf(() => textOf('#pragma GCC error "no"'))).toBe(
      'a.c:1:2: error: #pragma GCC error "no"',
    );
    expect(errorOf(() => textOf('_Pragma(x)'))).toBe(
      'a.c:1:1: error: _Pragma takes a string literal in parentheses',
    );
    const warnings: string[] = [];
    textOf('#pragma pack 1', { onWarning: (text) => warnings.push(text) });
    expect(warnings).toEqual(['malformed #pragma pack is ignored']);
  });
});
