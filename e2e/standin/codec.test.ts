import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCodec } from './codec.ts';

const codec = makeCodec();
const through = (value: unknown) => codec.decode(codec.encode(value));

describe('the codec', () => {
  it('carries what a structured clone carries', () => {
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.double(),
        fc.bigInt(),
        fc.boolean(),
        fc.constantFrom(null, undefined, -0, NaN, Infinity),
        fc.uint8Array(),
        fc.date({ noInvalidDate: true }),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(values, (value) => {
        expect(through(value)).toEqual(structuredClone(value));
      }),
    );
  });

  it('keeps maps, sets, errors and large byte arrays', () => {
    const value = {
      map: new Map([['a', new Set([1, 2n])]]),
      bytes: new Uint8Array(100_000).fill(7),
      buffer: Buffer.from('x'),
    };
    expect(through(value)).toEqual({ ...value, buffer: Uint8Array.from([120]) });
    expect(through(new RangeError('too far'))).toMatchObject({
      name: 'RangeError',
      message: 'too far',
    });
  });

  it('is not led astray by a value that looks like its own notation', () => {
    const value = { $: 'bigint', v: '5' };
    expect(through(value)).toEqual(value);
  });

  it('throws for what cannot be cloned, and for what it does not carry', () => {
    expect(() => codec.encode({ f: () => 1 })).toThrow('An object could not be cloned.');
    expect(() => codec.encode(Symbol('x'))).toThrow('An object could not be cloned.');
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => codec.encode(cycle)).toThrow('a cyclic value');
    expect(() => codec.encode(new Float64Array(1))).toThrow('Float64Array is not supported');
  });

  it('works from its source text alone, as it is injected into the page', () => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the page does with the text
    const copy = new Function(`return (${makeCodec.toString()})()`)() as typeof codec;
    expect(copy.decode(codec.encode({ a: [1n] }))).toEqual({ a: [1n] });
  });
});
