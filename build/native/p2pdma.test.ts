/** Peer-to-peer memory in one list with RAM, compiled by gcc: the pieces that each card gets. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { observe } from './events.ts';
import { build, prepareState, type State } from './model.ts';
import { describeWith } from './tools.ts';

/** Pages of each piece, and whose addresses it has; cards in the order of the program. */
const SINGLE = {
  near: '1 CPU, 2 bus, 2 bus, 1 CPU',
  across: '1 CPU, 2 CPU, 2 CPU, 1 CPU',
};
const TAILS_UNKNOWN = {
  near: '1 CPU, 1 bus, 1 CPU, 1 bus, 1 CPU, 1 CPU',
  across: '1 CPU, 1 CPU, 1 CPU, 1 CPU, 1 CPU, 1 CPU',
};
const EREMOTEIO = -121n;

for (const state of ['before', 'posted', 'v9', 'before-compound', 'v9-compound'])
  describeWith(['gcc', 'git'], `peer-to-peer memory by gcc, ${state}`, () => {
    let prepared: State;
    beforeAll(() => {
      prepared = prepareState('p2pdma-scatterlist', state);
    });
    afterAll(() => prepared?.remove());

    it('gives every card its pieces', () => {
      const seen = observe(build(prepared));
      expect(seen.at(-1)).toEqual({ event: 'end', result: 0 });
      const cards: string[][] = [];
      let pages = '';
      for (const event of seen) {
        if (event.event !== 'value') continue;
        const value = BigInt.asIntN(64, BigInt(event.value));
        if (event.name === 'mapped') cards.push(value ? [`error ${value}`] : []);
        if (event.name === 'piece: pages') pages = `${value}`;
        if (event.name === 'piece: on the bus')
          cards.at(-1)!.push(`${pages} ${value ? 'bus' : 'CPU'}`);
      }
      const { near, across } = state === 'before-compound' ? TAILS_UNKNOWN : SINGLE;
      expect(cards.map((pieces) => pieces.join(', '))).toEqual([
        near,
        across,
        across,
        `error ${EREMOTEIO}`,
        near,
      ]);
    });
  });
