import { describe, expect, it } from 'vitest';
import { errorOf, placesOf, textOf } from './testing/preprocess-text.ts';

describe('places of tokens', () => {
  it('are those of the outermost macro use', () => {
    const text = '#define in(x) <x>\n#define out(x) in(x) y\na\n  out(1 +\n 2) b';
    expect(placesOf(text)).toEqual([
      'a.c:3:1 a',
      ...['<', '1', '+', '2', '>', 'y'].map((token) => `a.c:4:3 ${token} @out`),
      'a.c:5:5 b',
    ]);
  });

  it('hold for names that need no expansion, and for those that come out of one', () => {
    expect(placesOf('#define f(x) x\n#define g f\n f g\n+')).toEqual([
      'a.c:3:2 f',
      'a.c:3:4 f @g',
      'a.c:4:1 +',
    ]);
  });

  it('take a call that the text completes as a use of the first name', () => {
    expect(placesOf('#define f(x) [x]\n#define g f\ng\n (1)')).toEqual([
      'a.c:3:1 [ @g',
      'a.c:3:1 1 @g',
      'a.c:3:1 ] @g',
    ]);
  });

  it('name the file that uses the macro', () => {
    const sources = { 'a.c': '#include "m.h"\nM', 'm.h': '#define M __FILE__ x\nM\n' };
    expect(placesOf(sources)).toEqual([
      'm.h:2:1 "m.h" @M',
      'm.h:2:1 x @M',
      'a.c:2:1 "a.c" @M',
      'a.c:2:1 x @M',
    ]);
  });

  it('are not disturbed by directives inside a call', () => {
    expect(placesOf('#define f(x) x\n#define n 1\nf(\n#if n\na\n#endif\n)')).toEqual([
      'a.c:3:1 a @f',
    ]);
  });

  it('put the errors of the parser and of the scanner in the source', () => {
    expect(errorOf(() => textOf('a\n b @'))).toBe("a.c:2:4: error: stray '@' in program");
    expect(errorOf(() => textOf('#define s @\nx s'))).toBe("a.c:2:3: error: stray '@' in program");
    expect(errorOf(() => textOf('  "abc'))).toBe('a.c:1:3: error: missing terminating " character');
    expect(errorOf(() => textOf("L'a\\'"))).toBe("a.c:1:1: error: missing terminating ' character");
    expect(errorOf(() => textOf('x\n /* y'))).toBe('a.c:2:2: error: unterminated comment');
  });
});
