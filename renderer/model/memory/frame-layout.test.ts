import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameLayout, LABEL_WIDTH, TITLE_HEIGHT } from './frame-layout.ts';
import { frameAt, indexOfFrame, type FrameSection } from './frame-sections.ts';

function section(key: string, count: number, names: string[] | null = null): FrameSection {
  const frames = names ? names.map((_, index) => 1000 + index * 3) : null;
  return { key, title: key, note: '', count, first: 0x40000, frames, names };
}

const anySections = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.boolean()), { minLength: 1, maxLength: 5 })
  .map((list) =>
    list.map(([count, named], index) =>
      named
        ? section(
            `s${index}`,
            count,
            Array.from({ length: count }, (_, at) => `n${at}`),
          )
        : section(`s${index}`, count),
    ),
  );
const anyMetrics = fc.record({
  width: fc.integer({ min: 60, max: 1600 }),
  cell: fc.constantFrom(3, 5, 8, 12, 17, 22),
});

describe('the layout of the frame map', () => {
  it('finds every frame at the middle of its own cell', () => {
    fc.assert(
      fc.property(anySections, anyMetrics, fc.nat(), fc.nat(), (sections, metrics, a, b) => {
        const layout = new FrameLayout(sections, metrics);
        const of = sections[a % sections.length]!;
        const index = b % of.count;
        const rect = layout.rect(of, index)!;
        expect(layout.hit(rect.x + rect.width / 2, rect.y + rect.height / 2)).toEqual({
          section: of,
          index,
        });
        expect(rect.y + rect.height).toBeLessThanOrEqual(layout.height);
      }),
    );
  });

  it('never loses the way: right and left, and from the first frame to the last by arrows', () => {
    fc.assert(
      fc.property(anySections, anyMetrics, fc.nat(), fc.nat(), (sections, metrics, a, b) => {
        const layout = new FrameLayout(sections, metrics);
        const of = sections[a % sections.length]!;
        const here = { section: of, index: b % of.count };
        const right = layout.move(here, 'ArrowRight', 300);
        if (right) expect(layout.move(right, 'ArrowLeft', 300)).toEqual(here);
        else expect(here.index).toBe(sections.at(-1)!.count - 1);
        let at: typeof here | null = { section: sections[0]!, index: 0 };
        let last = at;
        for (let moves = 0; at && moves < 20_000; moves++) {
          last = at;
          at = layout.move(at, 'ArrowDown', 300);
        }
        expect(at).toBeNull();
        expect(last.section).toBe(sections.at(-1));
      }),
      { numRuns: 40 },
    );
  });

  it('gives just the rows that can be seen', () => {
    const sections = [section('a', 100_000)];
    const layout = new FrameLayout(sections, { width: 460, cell: 5 });
    const [part] = [...layout.between(5000, 5300)];
    expect(part!.last - part!.first).toBeLessThanOrEqual(61);
    expect(part!.columns).toBe(64);
    expect([...layout.between(layout.height + 10, layout.height + 20)]).toEqual([]);
  });

  it('hits nothing beside the cells', () => {
    const sections = [section('a', 10)];
    const layout = new FrameLayout(sections, { width: 460, cell: 17 });
    expect(layout.hit(LABEL_WIDTH - 1, TITLE_HEIGHT + 1)).toBeNull();
    expect(layout.hit(LABEL_WIDTH + 1, TITLE_HEIGHT - 1)).toBeNull();
    expect(layout.hit(LABEL_WIDTH + 1, layout.height - 1)).toBeNull();
  });
});

describe('sections', () => {
  it('know their frames, listed or in a row', () => {
    const plain = section('a', 5);
    const named = section('b', 2, ['src0', 'dev0']);
    expect(frameAt(plain, 3)).toBe(0x40003);
    expect(frameAt(named, 1)).toBe(1003);
    expect([indexOfFrame(plain, 0x40004), indexOfFrame(plain, 0x40005)]).toEqual([4, -1]);
    expect([indexOfFrame(named, 1003), indexOfFrame(named, 7)]).toEqual([1, -1]);
  });
});
