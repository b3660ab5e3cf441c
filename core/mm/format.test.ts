import { describe, expect, it } from 'vitest';
import type { EnumType } from '../c/ctype.ts';
import { formatLayout } from './format-layout.ts';
import { formatValue } from './format-value.ts';
import {
  anonymous,
  arrayOf,
  pointerTo,
  struct,
  T,
  typedef,
  union,
} from './testing/page-records.ts';

const bytes = (value: bigint, size: number) =>
  Uint8Array.from({ length: size }, (_, at) => Number((value >> BigInt(at * 8)) & 0xffn));

describe('formatValue', () => {
  it('prints integers by sign and size', () => {
    expect(formatValue(T.int, bytes(-1n, 4))).toBe('-1');
    expect(formatValue(T.uint, bytes(7n, 4))).toBe('7');
    expect(formatValue(T.ulong, bytes(0x10000n, 8))).toBe('0x10000');
    expect(formatValue(T.ulong, bytes(65535n, 8))).toBe('65535');
    expect(formatValue(T.long, bytes(-(1n << 40n), 8))).toBe('-1099511627776');
    expect(formatValue(T.bool, bytes(1n, 1))).toBe('true');
    expect(formatValue(T.char, bytes(0x41n, 1))).toBe("65 'A'");
    expect(formatValue(T.char, bytes(-1n, 1))).toBe("-1 '\\377'");
  });

  it('prints pointers with their type, functions and members without', () => {
    const list = struct('list_head', ['next', pointerTo(T.void)], ['prev', pointerTo(T.void)]);
    expect(formatValue(pointerTo(list), bytes(0xffffea0000000040n, 8))).toBe(
      '(struct list_head *) 0xffffea0000000040',
    );
    expect(formatValue(list, bytes((2n << 64n) | 1n, 16))).toBe('{next = 0x1, prev = 0x2}');
  });

  it('prints arrays with repeats, and strings', () => {
    expect(formatValue(arrayOf(T.int, 3), bytes((3n << 64n) | 1n, 12))).toBe('{1, 0, 3}');
    expect(formatValue(arrayOf(T.int, 12), new Uint8Array(48))).toBe('{0 <repeats 12 times>}');
    expect(formatValue(arrayOf(T.char, 8), bytes(0x0a226968n, 8))).toBe('"hi\\"\\n"');
  });

  it('prints enumerators and sets of flags', () => {
    const flags: EnumType = {
      kind: 'enum',
      tag: 'f',
      signed: false,
      size: 4,
      align: 4,
      constants: [
        { name: 'A', value: 1n },
        { name: 'B', value: 2n },
      ],
    };
    expect(formatValue(flags, bytes(2n, 4))).toBe('B');
    expect(formatValue(flags, bytes(3n, 4))).toBe('(A | B)');
    expect(formatValue(flags, bytes(9n, 4))).toBe('(A | unknown: 0x8)');
    expect(formatValue(flags, bytes(0n, 4))).toBe('0');
  });

  it('prints bit-fields and nested records', () => {
    const record = struct(
      's',
      { name: 'low', type: T.uint, bitWidth: 3 },
      { name: 'high', type: T.int, bitWidth: 5 },
      anonymous(union(null, ['a', T.ushort], ['b', T.schar])),
    );
    expect(formatValue(record, bytes(0x0102fdn, 4))).toBe(
      "{low = 5, high = -1, {a = 1, b = 1 '\\001'}}",
    );
  });

  it('prints floating point numbers', () => {
    expect(formatValue(T.double, new Uint8Array(new Float64Array([0.1]).buffer))).toBe('0.1');
    expect(formatValue(T.float, new Uint8Array(new Float32Array([0.5]).buffer))).toBe('0.5');
  });
});

describe('formatLayout', () => {
  it('shows offsets, nesting, bit-fields, holes and padding', () => {
    const record = struct(
      'mixed',
      ['flag', T.char],
      ['word', T.ulong],
      anonymous(
        union(
          null,
          ['as_pointer', pointerTo(T.void)],
          anonymous(struct(null, ['low', T.uint], ['high', T.uint])),
        ),
      ),
      { name: 'bits', type: T.uint, bitWidth: 3 },
      { name: 'more', type: T.uint, bitWidth: 5 },
      ['table', arrayOf(arrayOf(T.short, 2), 3)],
      ['count', typedef('atomic_t', struct(null, ['counter', T.int]))],
      ['tail', T.char],
    );
    expect(formatLayout(record)).toMatchInlineSnapshot(`
      "struct mixed {
          char                   flag;         /*     0     1 */

          /* XXX 7 bytes hole */

          unsigned long          word;         /*     8     8 */
          union {
              void               *as_pointer;  /*    16     8 */
              struct {
                  unsigned int   low;          /*    16     4 */
                  unsigned int   high;         /*    20     4 */
              };                               /*    16     8 */
          };                                   /*    16     8 */
          unsigned int           bits:3;       /*    24: 0  4 */
          unsigned int           more:5;       /*    24: 3  4 */

          /* XXX 1 byte hole */

          short                  table[3][2];  /*    26    12 */

          /* XXX 2 bytes hole */

          atomic_t               count;        /*    40     4 */
          char                   tail;         /*    44     1 */

          /* size: 48, cachelines: 1, members: 8 */
          /* align: 8 */
          /* holes: 3, sum holes: 10 bytes */
          /* padding: 3 bytes */
          /* last cacheline: 48 bytes */
      };
      "
    `);
  });

  it('marks cache lines', () => {
    const record = struct('big', ['a', arrayOf(T.ulong, 8)], ['b', T.ulong]);
    const text = formatLayout(record);
    expect(text).toContain('/* --- cacheline 1 boundary (64 bytes) --- */');
    expect(text).toContain('/* size: 72, cachelines: 2, members: 2 */');
    expect(text).toContain('/* last cacheline: 8 bytes */');
  });
});
