import { describe, expect, it } from 'vitest';
import { compileProgram } from '../compile.ts';
import { runProgram } from '../../machine/machine.ts';

/** The exit code of a plain program whose `main` ends with `return value;`. */
function valueOf(before: string, value: string): unknown {
  const text = `${before}\nint main(void) { return ${value}; }\n`;
  const compiled = compileProgram({
    tree: { read: (path) => (path === 'new.c' ? text : undefined) },
    units: ['new.c'],
    includePaths: [],
    defines: {},
    record: false,
    entry: 'main',
    implicit: true,
  });
  const { outcome } = runProgram(compiled);
  return outcome.kind === 'finished' ? outcome.exitCode : outcome;
}

describe('words of C23', () => {
  it.each([
    ['static bool b = true;', '(b = 5) + sizeof(bool) + false', 2],
    ['static int *p = nullptr;', 'p == nullptr', 1],
    ['constexpr int n = 3; int a[n + 1];', 'sizeof a', 16],
    ['constexpr unsigned char n = 7;', 'sizeof n + n', 8],
    ['int f(void) { auto x = 2.5; return sizeof x; }', 'f()', 8],
    ["int n = 1'00 + 0b1'0;", 'n', 102],
    ['alignas(32) char c; thread_local int t = 4;', '(unsigned long)&c % 32 + t', 4],
    ['enum e : unsigned char { A = 255 }; enum e x;', 'sizeof x + sizeof A + A - 200', 57],
    ['enum e : short; enum e x; enum e : short { A };', 'sizeof x', 2],
    ['enum e : char { A }; struct s { enum e x : 2, y : 6; };', 'sizeof(struct s)', 1],
  ])('%s', (before, value, expected) => {
    expect(valueOf(before, value)).toBe(expected);
  });

  it.each([
    ['int constexpr = 4, alignas = 5;', 'constexpr + alignas', 9],
    ['typedef int bool; enum { false = 2, true };', 'sizeof(bool) + true + false', 9],
    ['struct s { int bool, nullptr; } s = { 1, 2 };', 's.bool + s.nullptr', 3],
  ])('are names where a program takes them for such: %s', (before, value, expected) => {
    expect(valueOf(before, value)).toBe(expected);
  });

  it.each(['_BitInt(7) b;', '_Decimal64 d;'])('refuses %s by name', (before) => {
    expect(() => valueOf(before, '0')).toThrow(/is not supported/);
  });
});
