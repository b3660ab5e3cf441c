import { describe, expect, it } from 'vitest';
import { answerOf, refusal } from '../parse/testing/parse-text.ts';

describe('bit-counting builtins in constant expressions', () => {
  it.each([
    ['__builtin_clz(1)', 31n],
    ['__builtin_clzll(64 < 32 ? 64 : 32)', 58n],
    ['__builtin_ctzl(0x1000)', 12n],
    ['__builtin_ffs(0)', 0n],
    ['__builtin_ffsll(1ULL << 40)', 41n],
    ['__builtin_popcountl(-1L)', 64n],
    ['__builtin_popcount(-1)', 32n],
    ['__builtin_parity(7)', 1n],
    ['__builtin_clrsb(0)', 31n],
    ['__builtin_clrsbl(-2)', 62n],
    ['__builtin_bswap16(0x1234)', 0x3412n],
    ['__builtin_bswap32(0x01020304)', 0x04030201n],
    ['__builtin_constant_p(__builtin_clz(5))', 1n],
  ])('%s is %s', (expression, value) => {
    expect(answerOf(expression)).toBe(value);
  });

  it('may size an array member', () => {
    expect(
      answerOf('sizeof(struct s)', 'struct s { char c[1 << (63 - __builtin_clzll(5))]; };'),
    ).toBe(4n);
  });

  it('are no constants where gcc leaves them undefined', () => {
    expect(refusal('enum { a = __builtin_clz(0) };')).toMatch(/is not an integer constant/);
  });
});
