/** Peer-to-peer memory in one list with RAM, for cards in four places of a machine, in every state. */
import { expect, it } from 'vitest';
import { projectTree } from '../truth/testing/recorded.ts';
import { loadScenario, recordState } from './index.ts';

const SCENARIO = 'p2pdma-scatterlist';
const EREMOTEIO = -121n;

/** The bus of the first host bridge numbers the drives' memory so much lower than the CPU. */
const OFFSET = 0x7_0000_0000n;
const A = 0x8_001f_e000n;
const B = 0x8_0020_0000n;
const PAGE = 0x1000n;

interface Piece {
  pages: bigint;
  cpu: bigint;
  device: bigint;
  bus: bigint;
}
/** What one card got: its pieces, or the error. */
type Mapped = Piece[] | bigint;
type Reading = [name: string, value: bigint];

const signed = (value: bigint) => BigInt.asIntN(64, value);

/** The readings after each 'mapped'. */
function cards(readings: Reading[]): Mapped[] {
  const result: Mapped[] = [];
  for (const [index, [name, value]] of readings.entries()) {
    if (name === 'mapped') result.push(value ? signed(value) : []);
    if (name !== 'piece: pages') continue;
    const [, cpu, device, bus] = readings.slice(index, index + 4).map(([, v]) => v);
    (result.at(-1) as Piece[]).push({ pages: value, cpu, device, bus });
  }
  return result;
}

const onBus = (pages: bigint, cpu: bigint): Piece => ({
  pages,
  cpu,
  device: cpu - OFFSET,
  bus: 1n,
});
const asCpu = (pages: bigint, cpu: bigint): Piece => ({ pages, cpu, device: cpu, bus: 0n });

/** The pieces between the two pages of RAM, whose addresses are wherever the allocator put them. */
const between = (mapped: Mapped) => (mapped as Piece[]).slice(1, -1);

function check(readings: Reading[], compoundWithoutPatch: boolean) {
  const value = (name: string) => readings.find(([each]) => each === name)?.[1];
  expect(signed(value('distance from A to near')!)).toBe(4n);
  expect(signed(value('distance from A to across')!)).toBe(6n);
  expect(value('distance from A to itself')).toBe(0n);
  for (const fact of ['B is the nearest to itself', 'A is used up', 'B starts where A ends'])
    expect([fact, value(fact)]).toEqual([fact, 1n]);
  expect(value("bus address of A's piece")).toBe(A - OFFSET);
  expect(value('the same page again')).toBe(1n);

  // Nobody asks who a tail belongs to, so the card that cannot reach the drive gets an address.
  expect(value('second page mapped')).toBe(compoundWithoutPatch ? 1n : 0n);

  const [near, redirected, across, far, again] = cards(readings);
  if (compoundWithoutPatch) {
    // A tail is taken for RAM: the card on the same bus gets an address of the CPU.
    expect(between(near)).toEqual([
      onBus(1n, A),
      asCpu(1n, A + PAGE),
      onBus(1n, B),
      asCpu(1n, B + PAGE),
    ]);
    expect(between(across)).toEqual(between(near).map(({ cpu }) => asCpu(1n, cpu)));
  } else {
    expect(between(near)).toEqual([onBus(2n, A), onBus(2n, B)]);
    expect(between(across)).toEqual([asCpu(2n, A), asCpu(2n, B)]);
  }
  expect(between(redirected)).toEqual(between(across));
  expect(far).toBe(EREMOTEIO);
  expect(again).toEqual(near);
  for (const ram of [near, across].flatMap((each) => [
    (each as Piece[])[0],
    (each as Piece[]).at(-1),
  ]))
    expect(ram).toEqual(asCpu(1n, ram!.cpu));
}

for (const state of ['before', 'posted', 'v9', 'before-compound', 'v9-compound']) {
  const wrong = state === 'before-compound';
  const says = (text: string, log: string[]) => log.filter((line) => line.includes(text)).length;

  it(`maps pieces by their first pages, ${state}`, () => {
    const scenario = loadScenario(projectTree, `scenarios/${SCENARIO}`);
    const { events, outcome } = recordState(projectTree, scenario, state);
    expect(outcome).toEqual({ kind: 'finished', exitCode: 0 });
    expect(events.filter(({ kind }) => kind === 'warning')).toEqual([]);
    check(
      events.flatMap((event) =>
        event.kind === 'value' ? [[event.name, event.value] as Reading] : [],
      ),
      wrong,
    );
    const log = events.flatMap((event) => (event.kind === 'printk' ? [event.text] : []));
    expect(says('added peer-to-peer DMA memory', log)).toBe(2);
    expect(says('ACS redirect is set', log)).toBe(2);
    expect(says('do not share an upstream bridge', log)).toBe(1);
  });
}
