import { describe, expect, it } from 'vitest';
import { Timeline } from '../trace/index.ts';
import { recordScenario, recordShipped } from '../truth/testing/recorded.ts';
import { addressSpaces, mappings } from './address-space.ts';
import { vmFlagNames, vmPermissions } from './vm-flags.ts';
import { directMap, mappedEntries, walkTables } from './table-walk.ts';
import { entriesByFrame } from './mapped-pages.ts';
import { entryText } from './page-entry.ts';

describe('address spaces', () => {
  const trace = recordScenario('device-private-round-trip', 'v9');
  const timeline = new Timeline(trace);
  const mark = trace.recording.events.find((event) => event.kind === 'mark')!;
  timeline.seek(mark.step);
  const [space] = addressSpaces(trace, mark.step, timeline.memory);

  it('are found by the write of their pgd, from that step on until they are gone', () => {
    expect(addressSpaces(trace, 0, timeline.memoryAt(0))).toEqual([]);
    expect(addressSpaces(trace, mark.step, timeline.memory)).toHaveLength(1);
    expect(space).toMatchObject({ current: true, users: 1 });
    const end = timeline.memoryAt(trace.length);
    expect(addressSpaces(trace, trace.length, end)).toEqual([]);
  });

  it('list their mappings as /proc/pid/maps does', () => {
    const list = mappings(trace, timeline.memory, space!.mm);
    const watched = list.find(({ start }) => start === 0x10000000n);
    expect(watched).toMatchObject({
      end: 0x10004000n,
      permissions: 'rw-p',
      file: 0n,
      flags: [
        'VM_READ',
        'VM_WRITE',
        'VM_MAYREAD',
        'VM_MAYWRITE',
        'VM_MAYEXEC',
        'VM_ACCOUNT',
        'VM_SOFTDIRTY',
        'VM_NOHUGEPAGE',
      ],
    });
    expect(watched!.anonVma).not.toBe(0n);
    const starts = list.map(({ start }) => start);
    expect(starts).toEqual(starts.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(list.every(({ start, end }) => start < end)).toBe(true);
  });

  it('are walked from the PGD to the PTE', () => {
    const walk = walkTables(timeline.memory, space!.pgd, 0x10001234n);
    expect(walk.steps.map(({ level }) => level)).toEqual(['PGD', 'PUD', 'PMD', 'PTE']);
    expect(walk.steps.map(({ index }) => index)).toEqual([0, 0, 0x80, 1]);
    expect(walk.last.slot).toBe(walk.last.table + 8n);
    expect(entryText(walk.last.entry)).toBe('PRESENT RW USER ACCESSED DIRTY SOFT_DIRTY NX');
    expect(walk.physical).toBe((walk.last.entry.pfn! << 12n) + 0x234n);

    // What the program stored there: fill() writes 0x51 … into the second page.
    const byte = timeline.memory.read(directMap(walk.physical! & ~0xfffn), 1)[0];
    expect(byte).toBe(0x51);
    const nothing = walkTables(timeline.memory, space!.pgd, 0x7f0000000000n);
    expect(nothing).toMatchObject({ physical: null, last: { entry: { kind: 'none' } } });
  });

  it('find every entry that a walk finds, and every entry lies inside a mapping', () => {
    const list = mappings(trace, timeline.memory, space!.mm);
    const entries = [...mappedEntries(timeline.memory, space!.pgd)];
    expect(entries.length).toBeGreaterThan(4);
    for (const { address, slot } of entries) {
      expect(walkTables(timeline.memory, space!.pgd, address).last.slot).toBe(slot);
      expect(list.some(({ start, end }) => address >= start && address < end)).toBe(true);
    }
    const byFrame = entriesByFrame(trace, mark.step, timeline.memory);
    expect([...byFrame.values()].flat()).toHaveLength(entries.length);
  });

  it('are none in a program without tasks', () => {
    const module = recordShipped('v9');
    expect(addressSpaces(module, 1000, new Timeline(module).memoryAt(1000))).toEqual([]);
  });
});

describe('flags of mappings', () => {
  it('are named, and unnamed ones are numbered', () => {
    expect(vmFlagNames(0x0200_0000_0000_0071n)).toEqual([
      'VM_READ',
      'VM_MAYREAD',
      'VM_MAYWRITE',
      'VM_MAYEXEC',
      'bit 57',
    ]);
    expect(vmPermissions(0x7fn)).toBe('rwxs');
    expect(vmPermissions(0x70n)).toBe('---p');
  });
});
