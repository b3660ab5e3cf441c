/** Extended arithmetic against the processor: random numbers, through a small program built with gcc. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as x87 from './x87.ts';

const hasGcc = spawnSync('gcc', ['--version']).status === 0;

const ORACLE = String.raw`
#include <stdio.h>
#include <string.h>
#include <math.h>
typedef unsigned long u64;
static long double make(u64 m, u64 e) { long double x = 0; memcpy(&x, &m, 8); memcpy((char *)&x + 8, &e, 2); return x; }
static void show(long double x) { u64 m; unsigned short e; memcpy(&m, &x, 8); memcpy(&e, (char *)&x + 8, 2); printf(" %04x%016lx", e, m); }
int main(void)
{
	u64 am, ae, bm, be;
	while (scanf("%lx %lx %lx %lx", &am, &ae, &bm, &be) == 4) {
		long double a = make(am, ae), b = make(bm, be);
		double d = a; float f = a; u64 bits; unsigned int fbits;
		memcpy(&bits, &d, 8); memcpy(&fbits, &f, 4);
		show(a + b); show(a - b); show(a * b); show(a / b); show(sqrtl(a));
		printf(" %d %016lx %08x", a < b ? -1 : a > b ? 1 : a == b ? 0 : 2, bits, fbits);
		memcpy(&d, &bm, 8);
		show(d); show((long)bm); show(bm);
		printf("\n");
	}
	return 0;
}
`;

/** Deterministic 64-bit numbers. */
function* random(seed: bigint): Generator<bigint, never> {
  let state = seed;
  for (;;) {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    const x = state ^ (state >> 29n);
    yield BigInt.asUintN(64, x * 0x9e3779b97f4a7c15n) ^ (x >> 31n);
  }
}

/** Numbers that meet: near exponents, special ones, few significant bits. */
function operand(next: () => bigint): x87.X87 {
  const kind = next() % 10n;
  const sign = next() & 0x8000n;
  const leading = 1n << 63n;
  if (kind === 0n) return ((sign | 0x7fffn) << 64n) | leading;
  if (kind === 1n) return sign << 64n;
  if (kind === 2n) return (sign << 64n) | (next() & (leading - 1n));
  if (kind === 3n) return ((sign | 0x7fffn) << 64n) | (3n << 62n) | (next() & 0xffn);
  const mantissa = leading | (kind < 7n ? next() : next() << 40n);
  const wide = kind === 9n ? (next() % 32766n) + 1n : 16383n - 40n + (next() % 80n);
  return ((sign | wide) << 64n) | BigInt.asUintN(64, mantissa);
}

const word = (x: bigint) => x.toString(16);

describe('extended arithmetic', () => {
  it.runIf(hasGcc)('agrees with the processor', { timeout: 60_000 }, () => {
    const numbers = random(20250201n);
    const next = () => numbers.next().value;
    const pairs = Array.from({ length: 5000 }, () => [operand(next), operand(next)] as const);
    const scratch = mkdtempSync(join(tmpdir(), 'x87-'));
    try {
      writeFileSync(join(scratch, 'oracle.c'), ORACLE);
      const binary = join(scratch, 'oracle');
      const build = spawnSync('gcc', ['-w', '-o', binary, join(scratch, 'oracle.c'), '-lm']);
      expect(build.status).toBe(0);
      const parts = (x: x87.X87) => `${word(x & (2n ** 64n - 1n))} ${word(x >> 64n)}`;
      const input = pairs.map(([a, b]) => `${parts(a)} ${parts(b)}`).join('\n');
      const { stdout } = spawnSync(binary, { input, encoding: 'utf8', maxBuffer: 1 << 26 });
      const show = (x: x87.X87) => x.toString(16).padStart(20, '0');
      const lines = stdout.trim().split('\n');
      pairs.forEach(([a, b], i) => {
        const bits = b & (2n ** 64n - 1n);
        const mine = [
          ...[x87.add(a, b), x87.subtract(a, b), x87.multiply(a, b), x87.divide(a, b)].map(show),
          show(x87.squareRoot(a)),
          String(x87.compare(a, b) ?? 2),
          word(x87.toDoubleBits(a)).padStart(16, '0'),
          word(x87.toFloatBits(a)).padStart(8, '0'),
          show(x87.fromDoubleBits(bits)),
          show(x87.fromInteger(BigInt.asIntN(64, bits))),
          show(x87.fromInteger(bits)),
        ].join(' ');
        expect(mine, `${word(a)} and ${word(b)}`).toBe(lines[i].trim());
      });
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });

  it('reads constants, rounding once', () => {
    expect(x87.parse('1')).toBe(0x3fff_8000_0000_0000_0000n);
    expect(x87.parse('0.1')).toBe(0x3ffb_cccc_cccc_cccc_cccdn);
    expect(x87.parse('0x1.fffffffffffffffep+16383')).toBe(0x7ffe_ffff_ffff_ffff_ffffn);
    expect(x87.parse('1e5000')).toBe(x87.INFINITE);
    expect(x87.parse('3.6e-4951')).toBe(1n);
    expect(x87.parse('1e-4960')).toBe(0n);
    expect(x87.toInteger(x87.parse('12345678901234567.9'))).toBe(12345678901234567n);
  });
});
