/** The engine's model kernel against every captured byte, in every state. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../trace/index.ts';
import { readCapture, recordShipped, STATES } from './testing/recorded.ts';
import { disagreementText, type Verification } from './verification.ts';
import { verifyCapture } from './verify.ts';

const PGMAP_BYTES = 160;

describe.each(STATES)('%s', (state, variant) => {
  let trace: Trace;
  let s1: Verification;
  let s2: Verification;
  beforeAll(() => {
    trace = recordShipped(state);
    s1 = verifyCapture(trace, readCapture(variant, 'S1'));
    s2 = verifyCapture(trace, readCapture(variant, 'S2'));
    const sum = (of: (one: Verification) => number) => of(s1) + of(s2);
    console.log(
      `${state}: ${sum((one) => one.events.matched)} events, ${sum((one) => one.pages)} struct pages, ` +
        `${sum((one) => one.bytes.compared)} bytes compared: ` +
        `${sum((one) => one.bytes.asStored)} equal as stored, ` +
        `${sum((one) => one.bytes.byTarget)} by what the pointer points to; ` +
        `${sum((one) => one.objectBytes.compared)} bytes of struct dev_pagemap, ` +
        `${sum((one) => one.values.compared)} values`,
    );
  }, 60_000);

  it('runs to its end without a warning', () => {
    expect(trace.recording.outcome).toEqual({ kind: 'finished', exitCode: 0 });
    const kinds = new Set(trace.recording.events.map((event) => event.kind));
    expect([...kinds].sort()).toEqual(['mark', 'pages', 'value']);
  });

  it('has every captured event, and every byte of every struct page in it', () => {
    for (const [name, result] of [
      ['S1', s1],
      ['S2', s2],
    ] as const) {
      const capture = readCapture(variant, name);
      expect(result.disagreements.map(disagreementText)).toEqual([]);
      expect(result).toMatchObject({ agrees: true, first: null, stale: 0 });
      expect(result.events).toEqual({
        captured: capture.events.length,
        matched: capture.events.length,
      });
      const pages = capture.events.reduce((total, event) => total + event.pages.length, 0);
      expect(result.pages).toBe(pages);
      expect(result.bytes.compared).toBe(64 * pages);
      expect(result.bytes.asStored + result.bytes.byTarget).toBe(64 * pages);
    }
    expect(s1.bytes.compared + s2.bytes.compared).toBe(80_640);
  });

  it('compares pointers by target where the allocators chose other places, and only there', () => {
    // Word 1 of each head and single page is the device map; everything else is at the same place.
    const isMap = (pfn: bigint, bytes: Uint8Array) =>
      (bytes[8]! & 1) === 0 && bytes[9] !== 0xff && pfn > 0n;
    const maps = readCapture(variant, 'S2').events.flatMap(({ pages }) =>
      pages.filter(({ pfn, bytes }) => isMap(pfn, bytes)),
    );
    expect(s1.bytes.byTarget).toBe(8 * s1.pages);
    expect(s2.bytes.byTarget).toBe(8 * maps.length);
  });

  it('fills in struct dev_pagemap as captured, but for what the program asks for', () => {
    // A real driver maps its whole region, the program only what is looked at.
    expect(s1.given.map(({ seq, name }) => `${seq} ${name}`)).toEqual(
      [0, 1].flatMap((seq) => [`${seq} pgmap.nr_range`, `${seq} pgmap.range.end`]),
    );
    expect(s2.given.map(({ seq, name }) => `${seq} ${name}`)).toEqual(
      [8, 9, 18, 19, 26, 27, 36, 37].map((seq) => `${seq} pgmap.range.end`),
    );
    expect(s1.objectBytes.compared).toBe(2 * PGMAP_BYTES - 8 * s1.given.length);
    expect(s2.objectBytes.compared).toBe(8 * PGMAP_BYTES - 8 * s2.given.length);
    for (const { objectBytes } of [s1, s2]) {
      expect(objectBytes.asStored + objectBytes.byTarget).toBe(objectBytes.compared);
    }
  });

  it('reads what the captured driver read, and says what it does not read', () => {
    for (const { values } of [s1, s2]) {
      expect(values.asStored + values.byTarget).toBe(values.compared);
    }
    expect(s1.excluded.map(({ what, count }) => [what, count])).toEqual([
      ['lines of the captured program', 4],
    ]);
    expect(s2.excluded).toEqual([]);
    // Eight readings of every page, but of six pages of the order-9 map only.
    expect(s2.values.notRead).toBe(8 * (1024 - 6));
    const pagesRead = 32 + 6 + 2 + 32;
    const perMap = 10;
    const returned = 4;
    const frames = 1 + 16 + 1 + 1;
    const probed = 2 * (6 * 3 + 2 * 3);
    const objects = 8 * 10;
    expect(s2.values.compared).toBe(
      8 * pagesRead + 4 * perMap + frames + probed + objects + returned,
    );
  });
});
