import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, distance, seenWith, type Rgb, type Vision } from '../testing/colour.ts';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');

/** The tokens of the rules whose selector fits, later ones over earlier ones, for a light or a dark page. */
function tokens(theme: string, differences: string, dark: boolean): Record<string, string> {
  const found: Record<string, string> = {};
  const css = ['tokens.css', 'differences.css', 'contrast.css'].map(read).join('\n');
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  for (const [, selector = '', body = ''] of plain.matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    if (!selector.includes(':root') || selector.includes(':focus')) continue;
    if (selector.includes('data-theme') && !selector.includes(`'${theme}'`)) continue;
    if (selector.includes('data-differences') && !selector.includes(`'${differences}'`)) continue;
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
      const pair = /^light-dark\((#\w+), (#\w+)\)$/.exec(value.trim());
      found[name] = (pair ? pair[dark ? 2 : 1] : value.trim()) ?? '';
    }
  }
  return found;
}
function rgb(hex: string | undefined): Rgb {
  const match = /^#(..)(..)(..)$/.exec(hex ?? '');
  if (!match) throw new Error(`not a colour: ${hex ?? 'nothing'}`);
  return [1, 2, 3].map((index) => parseInt(match[index]!, 16)) as Rgb;
}

const THEMES = [
  ['light', false, 4.5],
  ['dark', true, 4.5],
  ['contrast-light', false, 7],
  ['contrast-dark', true, 7],
] as const;
const PAIRS = ['orange-blue', 'gold-violet'];
const CASES = THEMES.flatMap((theme) => PAIRS.map((pair) => [...theme, pair] as const));

const SURFACES = ['sunken', 'ground', 'panel', 'raised', 'hover'];
const TEXTS = ['ink', 'soft', 'faint', 'differs', 'added', 'good', 'bad', 'value', 'pointer'];
const CODE = ['keyword', 'type', 'text', 'number', 'comment', 'macro'].map(
  (name) => `code-${name}`,
);

describe.each(CASES)('%s, differences in', (theme, dark, wanted, pair) => {
  const all = tokens(theme, pair, dark);
  const ratio = (text: string, surface: string) => contrast(rgb(all[text]), rgb(all[surface]));

  it(`${pair}: text can be read on every surface`, () => {
    const weak = [...TEXTS, ...CODE].flatMap((text) =>
      SURFACES.filter((surface) => ratio(text, surface) < wanted).map(
        (surface) => `${text} on ${surface}: ${ratio(text, surface).toFixed(2)}`,
      ),
    );
    expect(weak).toEqual([]);
  });

  it(`${pair}: what is marked can be read on its tint`, () => {
    const on = [
      ['differs', 'differs-tint'],
      ['added', 'added-tint'],
      ['bad', 'bad-tint'],
      ['ink', 'differs-tint'],
      ['ink', 'added-tint'],
      ['ink', 'current'],
      ...CODE.flatMap((code) => [
        [code, 'differs-tint'],
        [code, 'added-tint'],
        [code, 'current'],
      ]),
    ];
    const weak = on
      .map(([text = '', tint = '']) => ({ text, tint, ratio: ratio(text, tint) }))
      .filter(({ ratio: found }) => found < 4.5)
      .map(({ text, tint, ratio: found }) => `${text} on ${tint}: ${found.toFixed(2)}`);
    expect(weak).toEqual([]);
  });

  it.each(['normal', 'protanopia', 'deuteranopia', 'tritanopia'] satisfies Vision[])(
    `${pair}: the two sides stay apart with %s`,
    (vision) => {
      const seen = (name: string) => seenWith(rgb(all[name]), vision);
      expect(distance(seen('differs'), seen('added'))).toBeGreaterThan(25);
      expect(distance(seen('differs-tint'), seen('added-tint'))).toBeGreaterThan(5);
    },
  );
});
