import { describe, expect, it } from 'vitest';
import { recordState, loadScenario, Trace } from '../../core/index.ts';
import { createFileTree } from '../model/file-tree.ts';
import { SCENARIO, shortFiles } from '../testing/real-lab.ts';
import { Analyst } from './analyst.ts';
import { buffersOf } from './buffers.ts';
import { runInSlices } from './slices.ts';
import type { Work } from './questions.ts';

const files = shortFiles();
const tree = createFileTree(files);
const record = (state: string) =>
  new Trace(recordState(tree, loadScenario(tree, SCENARIO), state, {}));

describe('the analyst', () => {
  it('compares two states, once both are there', async () => {
    const analyst = new Analyst(files, SCENARIO);
    const [before, v9] = [record('before'), record('v9')];
    let ready = false;
    const waiting = analyst.ready({ left: 'before', right: 'v9' }).then(() => (ready = true));
    analyst.add('before', before);
    await Promise.resolve();
    expect(ready).toBe(false);
    analyst.add('v9', v9);
    await waiting;

    const shares: number[] = [];
    const found = await runInSlices(
      analyst.answer('pair', { left: 'before', right: 'v9' }),
      () => false,
      (share) => shares.push(share),
    );
    expect(found?.positions.right.length).toBe(before.length + 1);
    expect(found?.positions.left.length).toBe(v9.length + 1);
    expect(found?.differences.group.length).toBeGreaterThan(100);
    expect(found?.differences.groups.length).toBeLessThan(30);
    expect(found?.readings.some((pair) => pair.differs)).toBe(true);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  }, 60_000);

  it('refuses a question about a state that is not there', () => {
    const analyst = new Analyst(files, SCENARIO);
    expect(() => analyst.answer('readings', { state: 'v9' }).next()).not.toThrow();
    const work = analyst.answer('readings', { state: 'v9' });
    work.next();
    expect(() => work.next()).toThrow(/'v9' is not recorded/);
  });
});

describe('work in slices', () => {
  function* endless(): Work<never> {
    for (let i = 0; ; i++) yield 1 - 1 / (i + 1);
  }

  it('ends soon after it was cancelled', async () => {
    let cancelled = false;
    setTimeout(() => (cancelled = true), 30);
    expect(
      await runInSlices(
        endless(),
        () => cancelled,
        () => {},
      ),
    ).toBeUndefined();
  });
});

describe('the buffers of an answer', () => {
  it('are found once each, whole ones only', () => {
    const a = new Uint32Array(4);
    const part = new Uint8Array(8).subarray(2, 4);
    expect(buffersOf({ a, again: { a }, part, list: [new Uint8Array(1)], none: null })).toEqual([
      a.buffer,
    ]);
  });
});
