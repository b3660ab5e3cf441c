import { describe, expect, it } from 'vitest';
import { runProgram } from '../../machine/index.ts';
import { compileProgram } from '../index.ts';
import { parseText } from '../parse/testing/parse-text.ts';

const VECTORS = `typedef int v4 __attribute__((vector_size(16)));
typedef v4 also; struct pair { char c; v4 v; };
v4 add(v4 a, v4 b) { return a + b; }
`;
const COMPLEX = `_Complex double square(double _Complex z) { return z * z; }
float __complex__ f; static _Complex plain;
`;

function run(text: string, lenient: boolean) {
  const tree = { read: (path: string) => (path === 't.c' ? text : undefined) };
  const compiled = compileProgram({
    tree, units: ['t.c'], includePaths: [], defines: {}, record: true, entry: 'main', lenient,
  }); // prettier-ignore
  return runProgram(compiled, {}).outcome;
}

const VECTOR = "computing with 'int __attribute__((vector_size(16)))'";
const STATEMENTS = [
  ['v4 a = {1, 2, 3, 4}, b = a; k = a[2] + b[0];', VECTOR],
  ['v4 a = {1}; a[1] = 3; a += a; a = -a; a <<= 1;', VECTOR],
  ['v4 a = {1}; a = a > 2 ? a : ~a;', VECTOR],
  ['add((v4){1}, (also){2});', VECTOR],
  ['struct pair p = { 1, {2, 3} }; p.v = p.v * 2;', VECTOR],
  ['v4 a = __builtin_ia32_pxor128(a, a);', "builtin '__builtin_ia32_pxor128'"],
  ['_Complex double z = 1.0 + 2.0i; k = z != 0;', "computing with '_Complex double'"],
  ['_Complex double z = square(2.0); k = __real__ z;', "computing with '_Complex double'"],
  ['if (plain) k = __imag__ f > 1;', "computing with '_Complex double'"],
];

describe('vectors and complex numbers', () => {
  it.each(STATEMENTS)('a lenient program stops when it reaches %s', (statement, what) => {
    const text = (guard: string) =>
      `${VECTORS}${COMPLEX}int main(int argc) { int k = 5; ${guard} { ${statement} } return k; }`;
    const reached = run(text(''), true);
    expect(reached.kind === 'oops' && reached.reason).toContain(`${what} is not supported (t.c:`);
    expect(run(text('if (argc > 99)'), true)).toEqual({ kind: 'finished', exitCode: 5 });
  });

  it('have their sizes and alignments', () => {
    const asserts = ['sizeof(v4) == 16', '_Alignof(v4) == 16', 'sizeof(struct pair) == 32']
      .concat(['sizeof(plain) == 16', 'sizeof f == 8', '_Alignof(_Complex double) == 8'])
      .map((test) => `_Static_assert(${test}, "");`);
    parseText(`${VECTORS}${COMPLEX}${asserts.join('\n')}`, { lenient: true });
  });

  it('are stored and copied as they are', () => {
    const text = `${VECTORS}int main(void) { v4 a = {7, 8}, b; b = a; return ((int *)&b)[1]; }`;
    expect(run(text, true)).toEqual({ kind: 'finished', exitCode: 8 });
  });

  it.each([
    [VECTORS, /vector types are not supported/],
    [COMPLEX, /complex numbers are not supported/],
    ['int f(int n) { return __real__ n; }', /complex numbers are not supported/],
  ])('are refused at once anywhere else', (text, message) => {
    expect(() => parseText(text)).toThrow(message);
  });
});
