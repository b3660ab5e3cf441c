import { describe, expect, it } from 'vitest';
import { compileProgram } from '../compile.ts';
import { CError } from '../diagnostic.ts';
import { runProgram } from '../../machine/machine.ts';

const OLD = `
static counter;
twice(n)
	int n;
{
	return n * 2;
}
main()
{
	counter = later(twice(4));
	return counter;
}
later(n) { return n + 1; }
`;

function compile(text: string, implicit: boolean) {
  return compileProgram({
    tree: { read: (path) => (path === 'old.c' ? text : undefined) },
    units: ['old.c'],
    includePaths: [],
    defines: {},
    record: false,
    entry: 'main',
    implicit,
  });
}

describe('programs of C89', () => {
  it('leave out int and declarations', () => {
    expect(runProgram(compile(OLD, true)).outcome).toEqual({ kind: 'finished', exitCode: 9 });
  });

  it('may call a function otherwise than it is defined', () => {
    const text =
      'long wide(); half();\nmain() { return wide(3) + half(8.0, 1) + none(2, 3); }\nlong wide(long a, long b) { return a + b; }\nhalf(double d) { return d / 2; }\nnone() { return 1; }\n';
    expect(runProgram(compile(text, true)).outcome).toEqual({ kind: 'finished', exitCode: 8 });
  });

  it('are refused unless asked for', () => {
    expect(() => compile(OLD, false)).toThrow(CError);
  });

  it('still need their functions somewhere', () => {
    expect(() => compile('main() { return nowhere(1); }', true)).toThrow(
      /undefined reference to 'nowhere'/,
    );
  });
});
