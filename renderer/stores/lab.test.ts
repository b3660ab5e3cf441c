import { columnDifferences, nextColumnDifferences } from '../model/column-differences.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LabContext } from '../commands/index.ts';
import { InlineAnalysis } from '../testing/inline-analysis.ts';
import { openRealLab, realFiles, settled } from '../testing/real-lab.ts';

let context: LabContext;
let start: number;
beforeAll(async () => {
  context = await openRealLab();
  start = context.lab.position;
}, 60_000);
beforeEach(() => context.lab.seek(start, 'left'));

describe('the lab store', () => {
  it('opens at the first reading that differs, with the page that was read', () => {
    const { lab, comparison } = context;
    const first = comparison.readings.find((row) => row.differs);
    expect(lab.position).toBe(first?.sides.left?.step);
    expect(lab.selected?.address).toBe((first?.sides.left?.via?.address ?? 0n) & ~63n);
    expect(lab.selected?.word).toBe(1);
  });

  it('derives the other column from the alignment, from either side', () => {
    const { lab } = context;
    const { left, right } = lab.positions;
    expect(left).toBe(start);
    expect(right).not.toBe(left);
    lab.drive('right');
    expect(lab.side).toBe('right');
    expect(lab.positions).toEqual({ left, middle: 0, right });
    const functions = (side: 'left' | 'right') => lab.stacks[side].map((each) => each.functionName);
    expect(functions('left')).toEqual(functions('right'));
  });

  it('gives each moment its own memory position', () => {
    const { lab } = context;
    const before = lab.moments.left;
    lab.seek(start + 5);
    expect(lab.moments.left).not.toBe(before);
    expect(lab.moments.left?.session.timeline.position).toBe(start + 5);
    expect(lab.moments.right?.session.timeline.position).toBe(lab.positions.right);
  });

  it('keeps the place in the run when the driving column shows another state', () => {
    const { lab } = context;
    const was = lab.stacks.left.map((frame) => frame.functionName);
    lab.choose('left', 'posted');
    expect(lab.left).toBe('posted');
    expect(lab.stacks.left.map((frame) => frame.functionName)).toEqual(was);
    lab.choose('left', 'before');
    expect(lab.position).toBe(start);
  });

  it('never leaves the run', () => {
    const { lab } = context;
    lab.seek(10 ** 9);
    expect(lab.position).toBe(lab.session?.trace.length);
    lab.seek(-5);
    expect(lab.position).toBe(0);
    expect(lab.move((timeline) => timeline.runToStart())).toBe(false);
  });
});

/** Compares with the posted state only when it is told to. */
class SlowAnalysis extends InlineAnalysis {
  release = () => {};
  private readonly gate = new Promise<void>((resolve) => (this.release = resolve));

  override ask: InlineAnalysis['ask'] = (question, ask, progress) => {
    const job = super.ask(question, ask, progress);
    const waits = question === 'pair' && Object.values(ask).includes('posted');
    return waits ? { ...job, result: this.gate.then(() => job.result) } : job;
  };
}

describe('a state that is chosen before it is compared', () => {
  async function held(): Promise<{ context: LabContext; analysis: SlowAnalysis; at: number }> {
    const analysis = new SlowAnalysis();
    const opened = await openRealLab({ analysis });
    opened.lab.drive('left');
    return { context: opened, analysis, at: opened.lab.position };
  }

  it('drives again at the same place once it is compared', async () => {
    const { context: opened, analysis, at } = await held();
    const { lab } = opened;
    const names = lab.stacks.left.map((frame) => frame.functionName);
    lab.choose('left', 'posted');
    expect(lab.side).toBe('right');
    analysis.release();
    await settled(opened);
    expect(lab.side).toBe('left');
    expect(lab.stacks.left.map((frame) => frame.functionName)).toEqual(names);
    lab.choose('left', 'before');
    expect(lab.position).toBe(at);
  });

  it('drives also when another one is chosen in between', async () => {
    const { context: opened, analysis, at } = await held();
    const { lab } = opened;
    lab.choose('left', 'posted');
    lab.choose('left', 'before');
    expect([lab.side, lab.position]).toEqual(['left', at]);
    analysis.release();
    await settled(opened);
    expect([lab.left, lab.side, lab.position]).toEqual(['before', 'left', at]);
  });

  it('drives again also when the cursor was moved meanwhile, and not when it was told otherwise', async () => {
    for (const moved of [true, false]) {
      const { context: opened, analysis } = await held();
      const { lab } = opened;
      lab.choose('left', 'posted');
      if (moved) lab.seek(lab.position + 3);
      else lab.drive('right');
      const right = lab.positions.right;
      analysis.release();
      await settled(opened);
      expect(lab.side).toBe(moved ? 'left' : 'right');
      expect(lab.positions.right).toBe(right);
    }
  });
});

describe('what is said about the two states', () => {
  it('is exactly what the comparison found', () => {
    const { comparison } = context;
    const here = comparison.here;
    expect(here?.bytes).toBe(0);
    expect(here?.compared).toBe(32 * 64);
    expect(here?.readings).toBeGreaterThan(0);
    expect(here?.sentence).toBe('0 stored bytes differ between the states; the readings do');
  });

  it('claims nothing where no struct pages are shown', () => {
    context.lab.seek(0);
    expect(context.comparison.here?.compared).toBe(0);
    expect(context.comparison.here?.sentence).toMatch(/^No struct pages/);
  });

  it('holds at the end of every map that the whole program shows', async () => {
    const { lab, comparison } = await openRealLab({ files: realFiles() });
    for (const event of lab.session?.trace.recording.events ?? []) {
      if (event.kind !== 'pages') continue;
      lab.seek(event.step + 1);
      expect(comparison.here?.compared).toBeGreaterThan(0);
      expect(comparison.here?.bytes).toBe(0);
    }
  }, 120_000);

  it('shows a third state between the two, each at its aligned step', () => {
    const { lab, comparison } = context;
    const readings = comparison.readings.length;
    lab.choose('middle', 'posted');
    expect(lab.columns).toEqual(['left', 'middle', 'right']);
    expect(lab.pairs.map(({ left, right }) => `${left} ${right}`)).toEqual([
      'left middle',
      'middle right',
      'left right',
    ]);
    const { left, middle, right } = lab.positions;
    expect(middle).toBe(lab.across('left', 'middle', left));
    expect(lab.stacks.middle.map((each) => each.functionName)).toEqual(
      lab.stacks.left.map((each) => each.functionName),
    );
    lab.drive('middle');
    expect(lab.positions).toEqual({ left, middle, right });
    // What the middle one reads stands beside what the others read.
    expect(comparison.readings).toHaveLength(readings);
    for (const { name, sides } of comparison.readings) expect(sides.middle?.name).toBe(name);
    expect(comparison.here?.bytes).toBe(0);

    // A state that is in another column comes from there.
    lab.choose('middle', 'v9');
    expect([lab.left, lab.middle, lab.right]).toEqual(['before', 'v9', 'posted']);
    expect(lab.side).toBe('right');
    lab.choose('middle', 'posted');
    lab.drop('middle');
    expect([lab.left, lab.middle, lab.right]).toEqual(['before', null, 'v9']);
    expect(lab.positions.left).toBe(left);
  });

  it('finds the differences of three columns, whichever drives', () => {
    const { lab } = context;
    lab.choose('middle', 'posted');
    const all = (side: 'left' | 'middle' | 'right') => {
      lab.drive(side);
      return columnDifferences(lab.compared, 'any');
    };
    const pairs = (list: ReturnType<typeof all>) =>
      new Set(list.map(({ pair }) => `${pair.left} ${pair.right}`));
    const seen = all('middle');
    expect(seen).toHaveLength(all('left').length);
    expect(pairs(seen).size).toBeGreaterThan(1);
    // The walk forwards passes every step at which two of them part.
    lab.drive('middle');
    const steps: number[] = [];
    for (let at = -1; ;) {
      const [next] = nextColumnDifferences(lab.compared, at, 1);
      if (!next) break;
      steps.push((at = next.step));
    }
    expect(steps).toEqual([...new Set(seen.map(({ step }) => step))].sort((a, b) => a - b));
    lab.drop('middle');
  });
});
