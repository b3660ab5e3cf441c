import { describe, expect, it } from 'vitest';
import { Timeline, Trace } from '../trace/index.ts';
import { RecordingBuilder } from '../trace/testing/recording-builder.ts';
import { compareObjects, differentGroup, type FieldGroup } from './compare-objects.ts';
import type { ObjectMoment } from './object-fields.ts';
import { addPageRecords, resolveMemberOffsets } from './testing/page-records.ts';

const PAGE = 0xffffea03f3600000n;
const LIST = 0xffff888005d08000n;
const PGMAP = 0xffff888005d07600n;

/** A page whose word 1 is a list node, then (step 3) a device map, then (step 5) the same bits again. */
function run(pgmapIn: 'page' | 'folio'): Trace {
  const r = new RecordingBuilder();
  r.fn('main');
  const owner = pgmapIn === 'page' ? 'struct page' : 'struct folio';
  r.call('main', () => {
    r.at(1).write('struct page: flags', PAGE, 0x2000n);
    r.at(2).write('struct list_head: next', PAGE + 8n, PGMAP);
    r.at(3).write(`${owner}: pgmap`, PAGE + 8n, PGMAP);
    r.at(4).write('struct list_head: next', LIST, LIST);
    r.at(5).write('struct page: flags', PAGE, 0x2040n);
  });
  const recording = r.finish();
  addPageRecords(recording.program, pgmapIn);
  resolveMemberOffsets(recording.program);
  return new Trace(recording);
}

function at(trace: Trace, position: number, address = PAGE, record = 'struct page'): ObjectMoment {
  const memory = new Timeline(trace).memoryAt(position);
  return { trace, position, memory, address, record };
}

const group = (groups: readonly FieldGroup[], offset: number) =>
  groups.find((one) => one.offset === offset)!;

describe('two objects field by field', () => {
  const before = run('page');
  const after = run('folio');
  const end = before.length;

  it('finds nothing between an object and itself', () => {
    const { groups } = compareObjects(at(before, end), at(before, end));
    expect(groups.filter(({ difference }) => difference !== 'equal')).toEqual([]);
    expect(differentGroup(groups, 0, 1)).toBe(-1);
    expect(groups.reduce((sum, { size }) => sum + size, 0)).toBe(64);
  });

  it('tells other bits, flags by their names', () => {
    const { groups } = compareObjects(at(before, end - 1), at(before, end));
    const [different, ...more] = groups.filter(({ difference }) => difference !== 'equal');
    expect(more).toEqual([]);
    expect(different).toMatchObject({ offset: 0, difference: 'bits' });
    const flags = different?.fields.find(({ member }) => member === 'flags');
    expect(flags?.left?.text).not.toContain('PG_head');
    expect(flags?.right?.text).toContain('PG_head');
    expect(differentGroup(groups, 3, 1)).toBe(0);
    expect(differentGroup(groups, 3, -1)).toBe(0);
  });

  it('tells that the same bits go by another valid name, with the reason on each side', () => {
    const steps = [...Array(end).keys()].filter((step) => before.step(step).line === 3);
    const stored = at(before, steps[0]! + 1);
    const word = group(compareObjects(at(before, steps[0]!), stored).groups, 8);
    expect(word.difference).toBe('names');
    const next = word.fields.find(({ member }) => member === 'lru.next');
    expect([next?.left?.valid, next?.right?.valid]).toEqual([true, false]);
    expect(next?.right?.reason).toContain('pgmap');
    const pgmap = word.fields.find(({ member }) => member === 'pgmap');
    expect([pgmap?.left?.valid, pgmap?.right?.valid]).toEqual([false, true]);
  });

  it('pairs a member that the other state has in another record', () => {
    const { groups } = compareObjects(at(before, end), at(after, end));
    const word = group(groups, 8);
    const pgmap = word.fields.find(({ member }) => member === 'pgmap');
    expect(word.difference).toBe('equal');
    expect([pgmap?.left?.record, pgmap?.right?.record]).toEqual(['struct page', 'struct folio']);
  });

  it('compares any record, and knows an empty list', () => {
    const lists = (position: number) => at(before, position, LIST, 'struct list_head');
    const { groups } = compareObjects(lists(0), lists(end));
    expect(groups.map(({ difference }) => difference)).toEqual(['bits', 'equal']);
    expect(groups[0]?.fields[0]?.left?.text).toBe('NULL');
    expect(groups[0]?.fields[0]?.right?.text).toBe('→ itself: an empty list');
    expect(() => compareObjects(lists(0), at(before, end, LIST, 'struct nothing'))).toThrow(
      "this state's sources define no struct nothing",
    );
  });
});
