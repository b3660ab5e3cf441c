import { describe, expect, it } from 'vitest';
import { strict } from './strict.ts';

describe('strict', () => {
  const object = strict<{ a: number; b?: number }>('thing', { a: 1 });

  it('gives what is there and names what is not', () => {
    expect(object.a).toBe(1);
    expect(() => object.b).toThrow('stand-in: thing.b is not implemented');
  });

  it('can be awaited, printed and added to', async () => {
    expect(await Promise.resolve(object)).toBe(object);
    expect(JSON.stringify(object)).toBe('{"a":1}');
    object.b = 2;
    expect(object.b).toBe(2);
  });
});
