import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatPrintf, PrintfError } from './printf.ts';
import type { PrintfArgs } from './printf.ts';
import { doublePartsOfBits, extendedParts } from './printf-float.ts';

const scratch = new DataView(new ArrayBuffer(8));

function bitsOf(value: number): bigint {
  scratch.setFloat64(0, value);
  return scratch.getBigUint64(0);
}

/** Arguments out of a list: numbers that are not integers of C are given as `{ double }`. */
function args(
  list: (bigint | number | string | { double: number } | Uint8Array)[],
  hooks: Partial<PrintfArgs> = {},
): PrintfArgs {
  const memory = new Map<bigint, Uint8Array>();
  const slots = list.map((value, index) => {
    if (typeof value === 'bigint') return value;
    if (typeof value === 'number') return BigInt(value);
    const address = 0x10000n * BigInt(index + 1);
    if (typeof value === 'string') memory.set(address, Buffer.from(value + '\0', 'latin1'));
    else if (value instanceof Uint8Array) memory.set(address, value);
    else return bitsOf(value.double);
    return address;
  });
  let next = 0;
  const int = () => {
    const slot = slots[next++];
    if (slot === undefined) throw new Error('the format takes more arguments than there are');
    return slot;
  };
  const find = (address: bigint) => {
    for (const [start, bytes] of memory)
      if (address >= start && address < start + BigInt(bytes.length))
        return bytes.subarray(Number(address - start));
    throw new Error(`nothing at 0x${address.toString(16)}`);
  };
  return {
    int,
    double() {
      scratch.setBigUint64(0, BigInt.asUintN(64, int()));
      return scratch.getFloat64(0);
    },
    readString(address, max) {
      const text = Buffer.from(find(address)).toString('latin1');
      return text.slice(0, Math.min(text.indexOf('\0'), max ?? Infinity));
    },
    readBytes: (address, length) => find(address).subarray(0, length),
    ...hooks,
  };
}

const libc = (format: string, ...list: Parameters<typeof args>[0]) =>
  formatPrintf(format, args(list), 'libc');
const kernel = (format: string, ...list: Parameters<typeof args>[0]) =>
  formatPrintf(format, args(list), 'kernel');

describe('printf', () => {
  it.each([
    ['plain text', 'plain text', []],
    ['100%', '%d%%', [100]],
    ['-1 4294967295 ffffffff', '%d %u %x', [-1, -1, -1]],
    ['-1 255 -1 65535', '%hhd %hhu %hd %hu', [255, 255, 65535, 65535]],
    ['-9223372036854775808 18446744073709551615', '%ld %zu', [-(2n ** 63n), -1n]],
    ['[   42][42   ][00042][+42][ 42]', '[%5d][%-5d][%05d][%+d][% d]', [42, 42, 42, 42, 42]],
    ['[  007][][0x2a][052]', '[%5.3d][%.0d][%#x][%#o]', [7, 0, 42, 42]],
    ['[    7][7    ][007]', '[%*d][%-*d][%.*d]', [5, 7, 5, 7, 3, 7]],
    ['[7    ]', '[%*d]', [-5, 7]],
    ['[abc][ab][   abc][(null)][]', '[%s][%.2s][%6s][%s][%.3s]', ['abc', 'abc', 'abc', 0, 0]],
    ['a(nil) 0x1234', '%c%p %p', [97, 0, 0x1234]],
    ['0.100000 1e-01 0.1', '%f %.0e %g', [{ double: 0.1 }, { double: 0.1 }, { double: 0.1 }]],
    ['2 2 4', '%.0f %.0f %.0f', [{ double: 1.5 }, { double: 2.5 }, { double: 3.5 }]],
    ['0.1000000000000000055511151231257827021181583404541015625', '%.55f', [{ double: 0.1 }]],
    ['inf -INF   nan', '%f %F %5f', [{ double: Infinity }, { double: -Infinity }, { double: NaN }]],
    ['0x1.8p+1 0X1.99999AP-4', '%a %.6A', [{ double: 3 }, { double: 0.1 }]],
    ['1e+100 100000 1e+06', '%g %g %g', [{ double: 1e100 }, { double: 1e5 }, { double: 1e6 }]],
  ] as [string, string, Parameters<typeof args>[0]][])('%s', (expected, format, list) => {
    expect(libc(format, ...list)).toBe(expected);
  });

  it.each(['%1$d', '%y', '%', 'text %-'])('refuses %j', (format) => {
    expect(() => libc(format, 1)).toThrow(PrintfError);
  });
});

describe('printk', () => {
  const resource = (start: bigint, end: bigint, flags: bigint) => {
    const bytes = new DataView(new ArrayBuffer(32));
    bytes.setBigUint64(0, start, true);
    bytes.setBigUint64(8, end, true);
    bytes.setBigUint64(24, flags, true);
    return new Uint8Array(bytes.buffer);
  };
  it.each([
    ['ffffea0000000040 ffffea0000000040', '%px %p', [0xffffea0000000040n, 0xffffea0000000040n]],
    ['0000000000000000', '%p', [0]],
    ['-ENOMEM 00000000000000aa -4000', '%pe %pe %pe', [-12, 0xaa, -4000]],
    ['(null) (efault)', '%s %s', [0, 16]],
    [
      'de:ad:be de ad be',
      '%3phC %*ph',
      [Uint8Array.of(0xde, 0xad, 0xbe), 3, Uint8Array.of(0xde, 0xad, 0xbe)],
    ],
    ['0x0 0x2a', '%#x %#x', [0, 42]],
    ['00007', '%05.3d', [7]],
    ['0', '%.0d', [0]],
    ['[mem 0x00001000-0x00001fff flags 0x200]', '%pr', [resource(0x1000n, 0x1fffn, 0x200n)]],
    [
      '[mem 0x380000000000-0x3800ffffffff 64bit pref]',
      '%pR',
      [resource(0x380000000000n, 0x3800ffffffffn, 0x102200n)],
    ],
    ['[io  0x0cf8-0x0cff]', '%pR', [resource(0xcf8n, 0xcffn, 0x100n)]],
    ['0x0000000012345678', '%pa', [Uint8Array.of(0x78, 0x56, 0x34, 0x12, 0, 0, 0, 0)]],
    ['0-2,5 027', '%*pbl %*pb', [9, Uint8Array.of(0x27, 0), 9, Uint8Array.of(0x27, 0)]],
    ['10.0.0.1', '%pI4', [Uint8Array.of(10, 0, 0, 1)]],
    ['00:11:22:aa:bb:cc', '%pM', [Uint8Array.of(0, 0x11, 0x22, 0xaa, 0xbb, 0xcc)]],
    ['0x5000', '%pGp', [Uint8Array.of(0, 0x50, 0, 0, 0, 0, 0, 0)]],
    ['0xabc', '%pS', [0xabc]],
  ] as [string, string, Parameters<typeof args>[0]][])('%s', (expected, format, list) => {
    expect(kernel(format, ...list)).toBe(expected);
  });

  it('asks for symbols, flag names and nested formats', () => {
    const hooks: Partial<PrintfArgs> = {
      symbol: (address) => ({ name: 'do_fault', offset: address & 0xfn, size: 0x40n }),
      flagNames: (kind, flags) => `${kind}:${flags}`,
      nested: () => ({ format: '<%d>', args: args([7]) }),
    };
    const format = '%ps %pS %pGg %pV';
    const list = [0x1004, 0x1004, Uint8Array.of(3, 0, 0, 0, 0, 0, 0, 0), 0x5000];
    expect(formatPrintf(format, args(list, hooks), 'kernel')).toBe(
      'do_fault do_fault+0x4/0x40 g:3 <7>',
    );
  });

  it.each(['%f', '%n', '%pOF'])('refuses %s', (format) => {
    expect(() => kernel(format, 1)).toThrow(PrintfError);
  });
});

interface Case {
  type: 'i' | 'd' | 'L' | 's';
  format: string;
  stars: number[];
  low: bigint;
  high: number;
}

const flags = fc.array(fc.constantFrom('-', '+', ' ', '#', '0'), { maxLength: 3 });
const size = fc.oneof(
  fc.constant({ text: '', star: null as number | null }),
  fc.nat(30).map((n) => ({ text: n === 0 ? '' : `${n}`, star: null as number | null })),
  fc.integer({ min: -20, max: 30 }).map((n) => ({ text: '*', star: n })),
);

function caseOf(
  type: Case['type'],
  lengths: string[],
  conversions: string,
  low: fc.Arbitrary<bigint>,
  high: fc.Arbitrary<number> = fc.constant(0),
): fc.Arbitrary<Case> {
  return fc
    .record({
      flags,
      width: size,
      precision: fc.option(size),
      length: fc.constantFrom(...lengths),
      conversion: fc.constantFrom(...conversions),
      low,
      high,
    })
    .map((c) => ({
      type,
      format: `<%${c.flags.join('')}${c.width.text}${c.precision ? '.' + c.precision.text : ''}${c.length}${c.conversion}>`,
      stars: [c.width.star, c.precision?.star ?? null].filter((star) => star !== null),
      low: c.low,
      high: c.high,
    }));
}

const uint64 = fc.bigInt(0n, 2n ** 64n - 1n);
const integers = fc.oneof(
  uint64,
  fc.constantFrom(0n, 1n, 2n ** 31n, 2n ** 63n, 2n ** 64n - 1n),
  fc.nat(1000).map(BigInt),
);
const doubles = fc.oneof(
  uint64,
  fc.double().map(bitsOf),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => bitsOf(n / 8)),
  fc.integer({ min: -40, max: 40 }).map((n) => bitsOf(10 ** n)),
  fc.nat(4000).map((n) => bitsOf(n / 1000)),
  fc
    .constantFrom(0, -0, Infinity, -Infinity, 5e-324, 2 ** -1022, 1.7976931348623157e308)
    .map(bitsOf),
);
/** Only significands that the processor itself makes: with the integer bit, or subnormal. */
const extended = uint64.map((bits) => bits | (1n << 63n));
const strings = fc
  .array(fc.integer({ min: 33, max: 126 }), { maxLength: 7 })
  .map((codes) => codes.reduceRight((bits, code) => (bits << 8n) | BigInt(code), 0n));

const cases = fc.oneof(
  caseOf('i', ['', 'hh', 'h', 'l', 'll', 'j', 'z', 't'], 'diouxX', integers),
  caseOf(
    'i',
    [''],
    'cp',
    integers.map((n) => (n === 0n ? 65n : n)),
  ),
  caseOf('d', ['', 'l'], 'eEfFgGaA', doubles),
  caseOf('L', ['L'], 'eEfFgGaA', extended, fc.integer({ min: 0x3f00, max: 0x4100 })),
  caseOf('s', [''], 's', strings),
);

const hasGcc = spawnSync('gcc', ['--version']).status === 0;

describe.skipIf(!hasGcc)('printf against the C library', () => {
  let folder: string;
  let driver: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'printf-oracle-'));
    driver = join(folder, 'driver');
    const source = new URL('testing/printf-oracle.c', import.meta.url).pathname;
    execFileSync('gcc', ['-w', '-O1', '-o', driver, source]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function oracle(list: Case[]): string[] {
    const input = list.map((c) =>
      [
        c.type,
        c.stars.length,
        c.stars[0] ?? 0,
        c.stars[1] ?? 0,
        c.low.toString(16),
        c.high.toString(16),
        Buffer.from(c.format, 'latin1').toString('hex'),
      ].join(' '),
    );
    const output = execFileSync(driver, { input: input.join('\n') + '\n', maxBuffer: 1 << 28 });
    return output
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => Buffer.from(line, 'hex').toString('latin1'));
  }

  function ours(c: Case): string {
    const text: number[] = [];
    for (let rest = c.low; rest > 0n; rest >>= 8n) text.push(Number(rest & 0xffn));
    const value = c.type === 's' && c.low !== 0n ? Uint8Array.from([...text, 0]) : c.low;
    return formatPrintf(
      c.format,
      {
        ...args([...c.stars, value]),
        ...(c.type === 'd' && { doubleBits: () => c.low }),
        longDouble: () => extendedParts(c.low, c.high),
      },
      'libc',
    );
  }

  /** glibc's `%#g` drops its zeros when rounding reaches the next power of ten: 999999.5 → `1.e+06`. */
  const isLostZeros = (row: { format: string; libc: string | undefined }) =>
    /#.*g>$/i.test(row.format) && /[ <0+-]1\.e\+/i.test(row.libc ?? '');

  it('prints the same bytes', () => {
    const seed = Number(process.env['PRINTF_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    const list = fc.sample(cases, { seed, numRuns: 10_000 });
    const expected = oracle(list);
    const different = list
      .map((c, index) => ({
        format: c.format,
        stars: c.stars,
        bits: c.low,
        ours: ours(c),
        libc: expected[index],
      }))
      .filter((row) => row.ours !== row.libc && !isLostZeros(row));
    expect(different.slice(0, 10), `PRINTF_SEED=${seed}`).toEqual([]);
  });

  it('keeps the sign of a NaN where the bits are known', () => {
    expect(doublePartsOfBits(0xfff8000000000000n)).toMatchObject({ kind: 'nan', negative: true });
  });
});
