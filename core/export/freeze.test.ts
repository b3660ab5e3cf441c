import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeze, thaw } from './freeze.ts';

const columns = fc.oneof(
  fc.uint8Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.array(fc.double({ noNaN: true })).map((list) => Float64Array.from(list)),
  // As the columns of a recording are: ascending, or mostly small.
  fc.array(fc.nat(300)).map((steps) => {
    let sum = 0;
    return Uint32Array.from(steps, (step) => (sum += step));
  }),
);
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.bigInt(),
    columns,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
    fc
      .array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 })
      .map((entries) => new Map<string, unknown>(entries)),
  ),
})).value;

describe('frozen data', () => {
  it('thaws as it was', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const { json, bytes } = freeze(value);
        expect(thaw({ json, bytes })).toEqual(value);
      }),
    );
  });

  it('keeps cycles and what is shared', () => {
    const page = { name: 'page', next: null as unknown };
    const value = { first: page, all: [page, page], by: new Map([[1n, page]]) };
    page.next = value;
    const back = thaw(freeze(value)) as typeof value;
    expect(back.all[0]).toBe(back.first);
    expect(back.by.get(1n)).toBe(back.first);
    expect((back.first.next as typeof value).all[1]).toBe(back.first);
  });

  it('nests as deep as types do', () => {
    let type: { to: unknown } = { to: null };
    for (let depth = 0; depth < 50_000; depth++) type = { to: type };
    let back = thaw(freeze(type)) as typeof type;
    for (let depth = 0; depth < 50_000; depth++) back = back.to as typeof type;
    expect(back).toEqual({ to: null });
  });

  it('refuses what is no plain data', () => {
    expect(() => freeze({ run: () => 0 })).toThrow('a function cannot be frozen');
    expect(() => freeze(new Set())).toThrow('Set cannot be frozen');
    expect(() => freeze(NaN)).toThrow('NaN cannot be frozen');
  });

  it('says so when it is damaged', () => {
    const { json, bytes } = freeze({ log: new Uint32Array(9) });
    expect(() => thaw({ json, bytes: bytes.subarray(1) })).toThrow('a part of it is missing');
    expect(() => thaw({ json: json.slice(1), bytes })).toThrow('its description cannot be read');
  });
});
