import { describe, expect, it } from 'vitest';
import { runText } from '../../machine/testing/run-text.ts';
import { answerOf, parseText, refusal } from './testing/parse-text.ts';

describe('attributes', () => {
  it('may start a declaration in a block', () => {
    parseText(
      'int f(int n) { __attribute__((unused)) static int s; __attribute((__unused__)) int k = n; return k; }',
    );
  });

  it('may be statements of their own, wherever one may stand', () => {
    const text = `int main(void)
{
	int n = 0;

	switch (2) {
	case 2:
		n = 1;
		__attribute__((__fallthrough__));
	case 3:
		n += 2;
		if (n)
			__attribute__((fallthrough));
	}
out:	__attribute__((unused));
	return n;
}`;
    expect(runText(text).recording.outcome).toEqual({ kind: 'finished', exitCode: 3 });
  });

  it('do not turn an expression into a declaration', () => {
    expect(refusal('void f(void) { __attribute__((unused)) 3 }')).toMatch(/expected ';'/);
  });
});

describe('__builtin_has_attribute', () => {
  const DECLARED = `struct s { char plain[4]; char raw[4] __attribute__((__nonstring__)); } x;
    extern char name[8] __attribute__((nonstring));
    struct __attribute__((packed)) tight { char c; int i; };`;

  it.each([
    ['x.plain, nonstring', 0n],
    ['x.raw, nonstring', 1n],
    ['name, __nonstring__', 1n],
    ['name, unused', 0n],
    ['struct tight, packed', 1n],
    ['struct s, packed', 0n],
    ['name, aligned(16)', 0n],
  ])('knows %s', (what, value) => {
    expect(answerOf(`__builtin_has_attribute(${what})`, DECLARED)).toBe(value);
  });

  it('knows attributes of locals', () => {
    const check = '_Static_assert(__builtin_has_attribute(l, unused), "");';
    parseText(`void f(void) { int l __attribute__((unused)); ${check} }`);
  });
});
