/** Device pages handed out and taken back, maps looked up, and what happens to a mistaken driver. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { observe, type NativeEvent } from './events.ts';
import { build, prepareState, root, type State } from './model.ts';
import { words } from './roles.ts';
import { describeWith } from './tools.ts';

/** What becomes of each mistake: a value that the program reports, and what the kernel says. */
const MISTAKES: [number, string, { error?: number; says: RegExp }][] = [
  [1, 'the same memory again', { error: 12, says: /Conflicting mapping/ }],
  [2, 'no type', { error: 0, says: /Invalid pgmap type 0/ }],
  [3, 'private memory without methods', { error: 22, says: /Missing migrate_to_ram method/ }],
  [4, 'half a subsection', { error: 22, says: /Misaligned/ }],
  [6, 'a page locked twice', { says: /deadlock.*BUG/ }],
  [7, 'a struct page that is gone', { says: /oops/ }],
  // On a machine with more than one task it would wait until the page is free.
  [8, 'a map in use', { says: /bug.*wait_for_completion/ }],
];

for (const state of ['before', 'posted', 'v9']) {
  describeWith(['gcc', 'git', 'nm'], `the life of device memory, ${state}`, () => {
    let prepared: State;
    beforeAll(() => {
      prepared = prepareState('compound-zone-device-pages', state);
    });
    afterAll(() => prepared?.remove());

    const events = (number: number): NativeEvent[] =>
      observe(build(prepared, [`-DCASE=${number}`], join(root, 'build', 'native', 'life.c')));
    const values = (from: NativeEvent[]) =>
      Object.fromEntries(
        from.flatMap((event) =>
          event.event === 'value' ? [[event.name, Number(event.value)]] : [],
        ),
      );
    const page = (from: NativeEvent[], name: string) => {
      const shown = from.find((event) => event.event === 'pages' && event.name === name);
      return words(shown?.event === 'pages' ? shown.pages[0] : '');
    };

    it('hands out pages, takes them back, and finds maps', () => {
      const seen = events(0);
      expect(seen.at(-1)).toEqual({ event: 'end', result: 0 });
      expect(values(seen)).toEqual({
        registered: 0,
        'freed too early': 0,
        freed: 1,
        'found by frame': 1,
        'found again': 1,
        'nothing below': 1,
        valid: 1,
        invalid: 1,
      });
      const [flags, , , , , , counts] = page(seen, 'handed out');
      expect(flags).toBe(0x0027ffffc0002001n);
      expect(counts).toBe(0x1_ffff_ffffn);
      const [freeFlags, , , mapping, , , freeCounts, memcg] = page(seen, 'taken back');
      expect(freeFlags).toBe(0x0027ffffc0002000n);
      expect([mapping, freeCounts, memcg]).toEqual([0n, 0xffff_ffffn, 0n]);
    });

    it.each(MISTAKES)('mistake %i: %s', (number, _what, { error, says }) => {
      const seen = events(number);
      expect(JSON.stringify(seen)).toMatch(says);
      if (error === undefined) expect(seen.at(-1)?.event).toMatch(/bug|oops/);
      else expect(values(seen)).toMatchObject({ error });
    });

    it('reads the map of a tail', () => {
      const after = state !== 'before';
      expect(values(events(5))).toMatchObject({
        'private head': 1,
        'private tail': after ? 1 : 0,
        'same map': after ? 1 : 0,
      });
    });
  });
}
