import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadScenario, recordState } from '../scenario/index.ts';
import { Timeline, Trace } from '../trace/index.ts';
import { projectTree, recordScenario, recordShipped } from '../truth/testing/recorded.ts';
import { kernelEntry } from './calls.ts';
import { frameRanges } from './frame-ranges.ts';
import { codeKind, FrameScanner } from './frame-kind.ts';
import { namedFrames } from './frame-names.ts';
import { Holders } from './holders.ts';
import { changeSummary, countSummary, pageReferences } from './references.ts';
import { pageAddress } from './vmemmap.ts';

const ROUND_TRIP = 'device-private-round-trip';

class Lab {
  readonly timeline: Timeline;

  constructor(readonly trace: Trace) {
    this.timeline = new Timeline(trace);
  }

  holders(position: number): Holders {
    this.timeline.seek(position);
    return new Holders(this.trace, position, this.timeline.memory, (at) =>
      this.timeline.memoryAt(at),
    );
  }

  mark(text: string): number {
    const { events } = this.trace.recording;
    const mark = events.find((event) => event.kind === 'mark' && event.text.startsWith(text));
    if (!mark) throw new Error(`no mark ${text}`);
    return mark.step;
  }

  named(position: number, name: string): bigint {
    const frame = namedFrames(this.trace, position).find((one) => one.name === name);
    if (!frame) throw new Error(`no frame ${name} at ${position}`);
    return pageAddress(this.trace.program, frame.pfn);
  }

  counts(position: number, name: string) {
    return pageReferences(this.holders(position), this.named(position, name))?.counts ?? [];
  }

  /** What is wrong with the explanation of any of the frames: nothing, if it is right. */
  faults(position: number, pfns: readonly bigint[]): string[] {
    const holders = this.holders(position);
    const quiet = kernelEntry(this.trace, position) === null;
    return pfns.flatMap((pfn) => {
      const refs = pageReferences(holders, pageAddress(this.trace.program, pfn));
      return (refs?.counts ?? []).flatMap((count) => {
        const sum = count.holders.reduce((total, { count: held }) => total + held, 0);
        const strange = count.holders.some(
          ({ kind }) => kind === 'unknown' || (quiet && kind === 'running'),
        );
        const right = sum === count.value && count.rest === 0 && !strange;
        return right ? [] : [`pfn ${pfn} at ${position}: ${count.name} ${countSummary(count)}`];
      });
    });
  }

  /** Frames that are in use at a position. */
  used(position: number): bigint[] {
    this.timeline.seek(position);
    const scanner = new FrameScanner(this.trace.program, this.timeline.memory);
    return frameRanges(this.trace, position).flatMap(({ first, count }) =>
      [...scanner.scan(first, count)].flatMap((code, index) =>
        /^(poison|blank|free|.*-free)$/.test(codeKind(code).id) ? [] : [first + BigInt(index)],
      ),
    );
  }
}

describe.each([ROUND_TRIP, 'device-memory-tour'])('%s', (scenario) => {
  const lab = new Lab(recordScenario(scenario, 'v9'));

  it('has every reference and mapping of every page in use explained, wherever one looks', () => {
    const booted = lab.trace.stepsEntering('main')[0]!;
    fc.assert(
      fc.property(fc.integer({ min: booted, max: lab.trace.length - 1 }), (position) => {
        expect(lab.faults(position, lab.used(position))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('explains the watched pages at every step at which one of their counts changes', () => {
    const watch = lab.trace.recording.events.find(({ kind }) => kind === 'watch')!;
    const frames = namedFrames(lab.trace, watch.step + 1);
    const steps = new Set<number>();
    for (const { pfn } of frames) {
      const refs = pageAddress(lab.trace.program, pfn) + 48n;
      for (const { step } of lab.trace.writes(refs, 8)) {
        if (step > watch.step && step < watch.step + 4000) steps.add(step + 1);
      }
    }
    expect(steps.size).toBeGreaterThan(10);
    for (const position of steps) {
      expect(
        lab.faults(
          position,
          frames.map(({ pfn }) => pfn),
        ),
      ).toEqual([]);
    }
  }, 60_000);
});

describe('the round trip, told', () => {
  const lab = new Lab(recordScenario(ROUND_TRIP, 'v9'));

  it('says why the count of a page that was just touched is 2', () => {
    const position = lab.mark('before migration, pages still in the per-cpu');
    const [references, mappings] = lab.counts(position, 'src0');
    expect(countSummary(references!)).toBe('2 = 1 page table entry + 1 per-CPU batch');
    expect(references!.holders.map(({ text }) => text)).toEqual([
      'PTE of 0x10000000: PRESENT RW USER ACCESSED DIRTY SOFT_DIRTY NX',
      'cpu_fbatches.lru_add.folios[1]: a batch of the CPU, to be worked off together',
    ]);
    const [entry, batch] = references!.holders;
    expect(entry!.since!.by).toMatch(/^set_pte_at in do_anonymous_page ← /);
    expect(batch!.since!.by).toMatch(/folio_add_lru/);
    expect(references!.history.map((change) => changeSummary(lab.trace, change))).toEqual([
      expect.stringMatching(/^\+1 set_page_count in prep_new_page ← /),
      expect.stringMatching(/^\+1 folio_get in .*folio_add_lru/),
    ]);
    expect(countSummary(mappings!)).toBe('1 = 1 page table entry');
    expect(lab.counts(lab.mark('before migration, after lru_add'), 'src0')[0]!.value).toBe(1);
  });

  it('knows what keeps a device page and the page behind it', () => {
    const position = lab.mark('after HMM_DMIRROR_MIGRATE_TO_DEV');
    const [device] = lab.counts(position, 'dev0');
    expect(countSummary(device!)).toBe('1 = 1 swap entry');
    expect(device!.holders[0]!.text).toBe('PTE of 0x10000000: SWP_DEVICE_WRITE SOFT_DIRTY');
    const [backing] = lab.counts(position, 'backing0');
    expect(countSummary(backing!)).toBe('1 = 1 device page');
  });

  it('names the code that holds a page while it migrates, and the entry that keeps its place', () => {
    const position = lab.trace.stepsEntering('migrate_vma_pages')[0]!;
    const [references, mappings] = lab.counts(position, 'src0');
    expect(countSummary(references!)).toBe('1 = 1 kernel code running now');
    expect(references!.holders[0]).toMatchObject({
      text: 'kernel code that runs now: dmirror_migrate_to_device()',
      since: { by: 'folio_get in folio_isolate_lru ← migrate_device_unmap' },
    });
    expect(mappings!.value).toBe(0);
    const others = pageReferences(lab.holders(position), lab.named(position, 'src0'))!.others;
    expect(others.map(({ text }) => text)).toEqual([
      'PTE of 0x10000000: SWP_MIGRATION_WRITE YOUNG DIRTY SOFT_DIRTY',
    ]);
  });

  it('says that code has removed a holder whose reference it has not given back yet', () => {
    const [freed] = lab.trace.stepsEntering('dmirror_devmem_free');
    const [backing] = lab.counts(freed!, 'backing0');
    expect(backing!.holders).toHaveLength(1);
    expect(backing!.holders[0]!.text).toMatch(
      /^kernel code that runs now: it has removed what held it, zone_device_data of device page/,
    );
  });
});

describe('a kernel that forgets to put a page', () => {
  it('leaves a reference that nothing accounts for, and the step that took it', () => {
    const file = 'kernel/mm/migrate_device.c';
    const text = projectTree.read(file)!;
    const leaky = text.replace(
      /folio_unlock\(src\);\n\t\tfolio_put\(src\);\n\n\t\tif \(dst != src\)/,
      'folio_unlock(src);\n\n\t\tif (dst != src)',
    );
    expect(leaky).not.toBe(text);
    const tree = {
      ...projectTree,
      read: (path: string) => (path === file ? leaky : projectTree.read(path)),
    };
    const scenario = loadScenario(projectTree, `scenarios/${ROUND_TRIP}`);
    const lab = new Lab(new Trace(recordState(tree, scenario, 'before')));
    const [references] = lab.counts(lab.mark('after HMM_DMIRROR_MIGRATE_TO_DEV'), 'src0');
    expect(countSummary(references!)).toBe('1 = 1 unaccounted');
    expect(references!.holders[0]).toMatchObject({
      kind: 'unknown',
      since: { by: 'folio_get in folio_isolate_lru ← migrate_device_unmap' },
    });
  });
});

describe('a compound device map', () => {
  const trace = recordShipped('v9');

  it('has one count for all its pages, held by the driver', () => {
    const lab = new Lab(trace);
    const pages = trace.recording.events.find((event) => event.kind === 'pages')!;
    if (pages.kind !== 'pages') throw new Error('no pages');
    const refs = pageReferences(lab.holders(pages.step + 1), pages.address + 64n)!;
    expect(refs.folio).toBe(pages.address);
    expect(refs.pages).toBe(16);
    expect(refs.counts.map((count) => `${count.name} ${countSummary(count)}`)).toEqual([
      '_refcount 1 = 1 driver',
      '_large_mapcount 0',
      '_entire_mapcount 0',
      '_mapcount 0',
      '_pincount 0',
    ]);
  });
});
