/** What the patch changes and what it does not, as the real kernels showed it: on our engine. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../machine/recording.ts';
import { compareBytes, readings, Timeline, type Reading, type Trace } from '../trace/index.ts';
import { PAGE_STRUCT_BYTES } from './schema.ts';
import { readCapture, recordShipped, STATES } from './testing/recorded.ts';
import { verifyCapture } from './verify.ts';

type Shown = Extract<RecordedEvent, { kind: 'pages' }>;
type State = (typeof STATES)[number][0];

const traces = new Map<State, Trace>();
beforeAll(() => {
  for (const [state] of STATES) traces.set(state, recordShipped(state));
}, 60_000);

const shown = (trace: Trace): Shown[] =>
  trace.recording.events.filter((event): event is Shown => event.kind === 'pages');

/** What is read of page 1 of the order-4 map, the first tail. */
function firstTail(state: State): (name: string) => Reading {
  const all = readings(traces.get(state)!);
  return (name) => all.filter((reading) => reading.name === `order 4: ${name}`)[1]!;
}

const HEAD = 0xffffea03f3600000n;

describe('readings of a tail', () => {
  it('before: tail->pgmap is head | 1, and type and owner through it are other bytes', () => {
    const read = firstTail('before');
    expect(read('pgmap_read').value).toBe(HEAD | 1n);
    expect(read('pgmap_read').via).toMatchObject({
      member: 'struct page.pgmap',
      address: HEAD + 64n + 8n,
    });
    expect(read('compound_head').value).toBe(HEAD);
    // 0x69 bytes after the head's address: inside the first tail.
    expect(read('type_via_pgmap_read')).toMatchObject({
      value: 0n,
      via: { member: 'struct dev_pagemap.type', address: (HEAD | 1n) + 104n },
    });
    // Seven bytes of page 2's flags and the first one of its word 1, which is head | 1 too.
    expect(read('owner_via_pgmap_read')).toMatchObject({
      value: 0x10027ffffc00020n,
      via: { member: 'struct dev_pagemap.owner', address: (HEAD | 1n) + 128n },
    });
  });

  it.each(['posted', 'v9'] as const)('%s: page_pgmap(tail) is the device map', (state) => {
    const read = firstTail(state);
    const map = read('pgmap_read').value;
    expect(read('pgmap_read').via).toMatchObject({
      member: 'struct folio.pgmap',
      functionName: 'page_pgmap',
      address: HEAD + 8n,
    });
    expect(read('type_via_pgmap_read')).toMatchObject({
      value: traces.get(state)!.program.constants.get('MEMORY_DEVICE_GENERIC'),
      via: { address: map + 104n },
    });
    const owner = traces.get(state)!.program.functions.find(({ name }) => name === 'show_map');
    expect(read('owner_via_pgmap_read').value).toBe(owner!.address);
    // The same map that the head leads to.
    const all = readings(traces.get(state)!).filter(({ name }) => name === 'order 4: pgmap_read');
    expect(new Set(all.map(({ value }) => value))).toEqual(new Set([map]));
  });

  it.each([
    ['before', 'after'],
    ['posted', 'before'],
    ['v9', 'before'],
  ] as const)('%s does not read what the kernel %s the patch read', (state, variant) => {
    // The captured bytes fit either state; it is the readings, and only they, that tell.
    const result = verifyCapture(traces.get(state)!, readCapture(variant, 'S2'));
    expect(result.bytes.asStored + result.bytes.byTarget).toBe(result.bytes.compared);
    expect(result.objectBytes.asStored + result.objectBytes.byTarget).toBe(
      result.objectBytes.compared,
    );
    expect(new Set(result.disagreements.map(({ kind }) => kind))).toEqual(new Set(['value']));
    const names = new Set(result.disagreements.map(({ subject }) => subject.replace(/\[.*/, '')));
    expect([...names].sort()).toEqual(
      [
        ...['is_device_private_page', 'owner_via_pgmap_read', 'pgmap_read', 'type_via_pgmap_read'],
        ...['same_pgmap(head0,tail0.1)', 'same_pgmap(tail0.1,tail1.1)'],
        'same_pgmap(tail0.last,head1)',
      ].sort(),
    );
  });
});

describe('stored bytes', () => {
  it.each(['posted', 'v9'] as const)('none differs between before and %s', (state) => {
    const [left, right] = [traces.get('before')!, traces.get(state)!];
    const ranges = shown(left);
    expect(ranges.length).toBe(10);
    const strip = (events: Shown[]) => events.map(({ step: _step, ...range }) => range);
    expect(strip(shown(right))).toEqual(strip(ranges));
    const [a, b] = [new Timeline(left), new Timeline(right)];
    ranges.forEach((range, index) => {
      a.seek(range.step);
      b.seek(shown(right)[index]!.step);
      const bytes = range.count * PAGE_STRUCT_BYTES;
      expect(compareBytes(a.memory, b.memory, range.address, bytes)).toEqual([]);
    });
  });

  it.each(STATES.map(([state]) => state))('%s: word 1 of a tail gets three values', (state) => {
    const trace = traces.get(state)!;
    const { address, step } = shown(trace)[0]!;
    expect(address).toBe(HEAD);
    const word = address + 64n + 8n;
    const writers: { functionName: string; member: string; value: bigint; fill: boolean }[] = [];
    for (let write = trace.lastWrite(word, 8, step); write;) {
      const { functionName } = trace.step(write.step);
      const member = write.site.member?.path.join('.') ?? '';
      const value = new DataView(write.after.buffer, write.after.byteOffset).getBigUint64(0, true);
      writers.unshift({ functionName, member, value, fill: write.size > 8 });
      if (functionName === 'page_init_poison') break;
      write = trace.previousWrite(word, 8, write.step);
    }
    const [poison, zero, ...words] = writers;
    expect(poison).toMatchObject({ functionName: 'page_init_poison', value: (1n << 64n) - 1n });
    expect(zero).toMatchObject({ functionName: 'mm_zero_struct_page', value: 0n, fill: true });
    const map = readings(trace).find(({ name }) => name === 'order 4: pgmap_read')!.value;
    expect(words).toEqual([
      { functionName: 'INIT_LIST_HEAD', member: 'next', value: word, fill: false },
      { functionName: '__init_zone_device_page', member: 'pgmap', value: map, fill: false },
      { functionName: 'set_compound_head', member: 'compound_head', value: HEAD | 1n, fill: false },
    ]);
  });
});
