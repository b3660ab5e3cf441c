import { describe, expect, it } from 'vitest';
import { compareWords, nameWord, Tally, words, type Space } from './roles.ts';

const real: Space = {
  vmemmap: 0xffff_ea00_0000_0000n,
  objects: [{ name: 'pgmap', address: 0xffff_8880_05d0_7600n, size: 160n }],
};
const native: Space = {
  vmemmap: 0x2a00_0000_0000n,
  objects: [{ name: 'pgmap', address: 0x2880_0200_0240n, size: 160n }],
};
const hex = (...values: bigint[]) =>
  values.map((value) => Buffer.from(new BigUint64Array([value]).buffer).toString('hex')).join('');

describe('comparing words by what they point to', () => {
  it('reads little-endian words', () => {
    expect(words(hex(1n, 0xdead_0000_0000_0400n))).toEqual([1n, 0xdead_0000_0000_0400n]);
  });

  it('names pointers into the vmemmap, odd ones too, and into known objects', () => {
    expect(nameWord(0xffff_ea03_f360_0001n, real)).toBe('vmemmap+0x3f3600001');
    expect(nameWord(0xffff_8880_05d0_7658n, real)).toBe('pgmap+88');
    expect(nameWord(0x10n, real)).toBe('0x10');
  });

  it('takes equal numbers and equal roles as equal, and counts which is which', () => {
    const tally = new Tally();
    const expected = hex(0x27ff_ffc0_0020_40n, 0xffff_8880_05d0_7600n, 0xffff_ea03_f360_0001n);
    const actual = hex(0x27ff_ffc0_0020_40n, 0x2880_0200_0240n, 0x2a03_f360_0001n);
    expect(
      compareWords({ hex: expected, space: real }, { hex: actual, space: native }, tally),
    ).toEqual([]);
    expect(tally).toMatchObject({ pages: 1, exact: 8, byRole: 16 });
  });

  it.each([
    ['another flag', 0x40n, 0x42n],
    ['the map where the head should be', 0xffff_ea03_f360_0001n, 0x2880_0200_0240n],
    ['another page', 0xffff_ea03_f360_0001n, 0x2a03_f360_0041n],
    ['another place in the map', 0xffff_8880_05d0_7600n, 0x2880_0200_0248n],
    ['a pointer that nobody knows', 0xffff_8880_05d0_7600n, 0x2880_0300_0000n],
  ])('notices %s', (_what, want, got) => {
    const differences = compareWords(
      { hex: hex(want), space: real },
      { hex: hex(got), space: native },
      new Tally(),
    );
    expect(differences).toHaveLength(1);
  });

  it('notices missing bytes', () => {
    const complete = { hex: hex(1n, 2n), space: real };
    expect(compareWords(complete, { hex: hex(1n), space: native }, new Tally())).toHaveLength(1);
  });
});
