/** Drivers that are loaded and removed a hundred times give everything back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { join } from 'node:path';
import { observe } from './events.ts';
import { build, prepareState, root, type State } from './model.ts';
import { describeWith } from './tools.ts';

const ENOENT = -2n;

describeWith(['gcc', 'git'], 'loading and removing drivers', () => {
  const states: State[] = [];
  beforeAll(() => {
    states.push(
      prepareState('device-private-round-trip', 'v9'),
      prepareState('nouveau-shared-memory', 'v9'),
    );
  });
  afterAll(() => {
    for (const state of states) state.remove();
  });

  it.each([
    ['test_hmm', 0],
    ['nouveau', 1],
  ])('%s leaves nothing behind', (_name, index) => {
    const seen = observe(build(states[index]!, [], join(root, 'build', 'native', 'reload.c')));
    expect(seen.at(-1)).toEqual({ event: 'end', result: 0 });
    const values = seen.flatMap((event) =>
      event.event === 'value' ? [[event.name, BigInt.asIntN(64, BigInt(event.value))]] : [],
    );
    expect(Object.fromEntries(values)).toEqual({
      'fresh memory used': 0n,
      'owners of addresses more': 0n,
      'removed twice': ENOENT,
    });
  });
});
