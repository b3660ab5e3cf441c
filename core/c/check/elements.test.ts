import { describe, it, expect } from 'vitest';
import { parseText, refusal } from '../parse/testing/parse-text.ts';

const HEAD = `typedef int v4 __attribute__((vector_size(16)));
typedef unsigned char __attribute__((vector_size(8))) b8;
typedef v4 also; struct pair { char c; v4 v; }; static _Complex plain; float __complex__ f;
`;

describe('vectors and complex numbers', () => {
  it.each([
    'sizeof(v4) == 16 && _Alignof(v4) == 16 && sizeof(b8) == 8',
    'sizeof(struct pair) == 32 && _Alignof(struct pair) == 16',
    'sizeof(plain) == 16 && sizeof f == 8 && _Alignof(_Complex double) == 8',
    '__builtin_types_compatible_p(v4, also) && !__builtin_types_compatible_p(v4, b8)',
  ])('%s', (test) => {
    parseText(`${HEAD}_Static_assert(${test}, "");`);
  });

  it.each([
    ['v4 a, b; void g(void) { b8 c; a = a + c; }', /invalid operands to '\+'/],
    ['v4 a; void g(void) { a = 1; }', /incompatible types|cannot convert/],
    ['v4 a; void g(void) { if (a) ; }', /where a scalar is required/],
    ['void g(void) { plain = plain % 2; }', /invalid operands to '%'/],
    ['void g(void) { f = f < 2; }', /invalid operands to '<'/],
    ['int h(void); v4 a = { 1, h() };', /not constant/],
    ['typedef int odd __attribute__((vector_size(6)));', /no whole elements/],
    ['int g(char *p) { return __real__ p; }', /a number is expected/],
  ])('refuses %s', (text, message) => {
    expect(refusal(HEAD + text)).toMatch(message);
  });
});
