/** That the comparison of a user program fails when it should. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../trace/index.ts';
import { edited, flip, swapWords, withUserspace, type RawEvent } from './testing/edit.ts';
import { recordScenario, type CaptureName } from './testing/recorded.ts';
import type { Verification } from './verification.ts';
import { verifyCapture } from './verify.ts';

let trace: Trace;
beforeAll(() => {
  trace = recordScenario('device-memory-tour', 'before');
}, 60_000);

function verify(name: CaptureName, edit: (events: RawEvent[]) => void): Verification {
  return verifyCapture(trace, edited('before', name, edit));
}

const found = ({ disagreements }: Verification) =>
  disagreements.map(({ kind, seq, subject, reason }) => [kind, seq, subject, reason]);

const INDEX = 32;

describe('values', () => {
  it('notices another result, in the bytes that the type has and in no others', () => {
    const result = verify('S3', (events) => {
      const at = (name: string) => events.find((event) => event.at === name)!.values;
      at('migrate_device_unmap return').retval = '0x3';
      at('migrate_vma_setup return').retval = '0xffffffff00000000';
      at('do_swap_page return').retval = '0x401';
      at('migrate_vma_pages return').retval = '0x7';
    });
    expect(result.disagreements.map(({ at, subject, reason }) => [at, subject, reason])).toEqual([
      ['migrate_device_unmap return', 'retval', 'not the same number'],
      ['do_swap_page return', 'retval', 'not the same number'],
    ]);
  });

  it('notices an object on the stack that is another one while its owner still runs', () => {
    const result = verify('S3', (events) => {
      const setup = events.findIndex(({ at }) => at === 'migrate_vma_setup return');
      const { values } = events[setup]!;
      values['migrate.address'] =
        `0x${(BigInt(values['migrate.address'] as string) + 64n).toString(16)}`;
    });
    expect(found(result)).toHaveLength(1);
    expect(result.first!.reason).toMatch(/already stands for captured/);
  });

  it('compares counters by their distance from the first', () => {
    const change = (step: bigint) => (events: RawEvent[]) => {
      for (const [index, { values }] of events.entries()) {
        const seq = values?.['range.notifier_seq'];
        if (typeof seq === 'string' && index > 10)
          values['range.notifier_seq'] = `0x${(BigInt(seq) + step).toString(16)}`;
      }
    };
    expect(verify('S4', change(0n)).agrees).toBe(true);
    const result = verify('S4', change(2n));
    expect(new Set(result.disagreements.map(({ subject }) => subject))).toEqual(
      new Set(['range.notifier_seq']),
    );
  });

  it('notices one bit of a page table entry, and of an array', () => {
    const result = verify('S6', (events) => {
      const entry = events[20]!.ptes![5]!;
      entry.pte = `0x${(BigInt(entry.pte) ^ 2n).toString(16)}`;
      const list = events[3]!.values.src as string[];
      list[2] = `0x${(BigInt(list[2]!) ^ 8n).toString(16)}`;
    });
    expect(found(result)).toEqual([
      ['value', 3, 'src[2]', 'the flags differ'],
      ['entry', 20, 'entry of 0x40005000', 'not the same bits'],
    ]);
  });
});

describe('pages', () => {
  it('notices roles that were exchanged', () => {
    const result = verify('S5', (events) => {
      for (const { pages } of events) {
        const [a, b] = pages;
        [a!.role, b!.role] = [b!.role, a!.role];
      }
    });
    expect(result.agrees).toBe(false);
    expect(result.first).toMatchObject({ kind: 'entry', seq: 0 });
    expect(result.first!.reason).toMatch(/already stands for|not for/);
  });

  it('notices a list neighbour that is another page', () => {
    const result = verify('S3', (events) => {
      const [a, b] = events[1]!.pages;
      swapWords(a!, b!, 8);
    });
    expect(result.disagreements.length).toBeGreaterThan(0);
    expect(result.disagreements.every(({ seq, offset }) => seq! >= 1 && offset === 8)).toBe(true);
  });

  it('takes over what an earlier user left, but not a change that nobody made', () => {
    const backing = (event: RawEvent) => event.pages.find(({ role }) => role === 'backing4')!;
    expect(verify('S4', () => undefined)).toMatchObject({ agrees: true, inherited: 8 });
    const changed = verify('S4', (events) => flip(backing(events[12]!), INDEX));
    expect(found(changed)).toEqual([
      ['page', 12, expect.stringMatching(/^backing4 /), 'changed though nothing wrote it'],
    ]);
    // What the program's own kernel wrote is never anybody else's.
    const written = verify('S4', (events) => {
      for (const { pages } of events)
        flip(
          pages.find(({ role }) => role === 'src0')!,
          INDEX,
        );
    });
    expect(written.disagreements).toHaveLength(33);
    expect(written.inherited).toBe(8);
  });

  it('lets no earlier user leave anything but an index and flags', () => {
    for (const offset of [8, 16, 24, 40, 48, 52, 56]) {
      const result = verify('S3', (events) => {
        // The driver's page before it is used for the first time.
        const first = events.find(({ at }) => at === 'zone_device_page_init entry')!;
        flip(
          first.pages.find(({ role }) => role === 'dev0')!,
          offset,
        );
      });
      expect(result.first).toMatchObject({
        kind: 'page',
        subject: expect.stringMatching(/^dev0 /),
      });
      expect(result.inherited).toBe(0);
    }
  });
});

describe('output', () => {
  it('must say what the captured program saw, or not speak of it', () => {
    const lines = (...userspace: string[]) =>
      verifyCapture(trace, withUserspace('before', 'S3', userspace));
    expect(lines('cpu_read_page0 0x41')).toMatchObject({
      agrees: true,
      userspace: { captured: 1, found: 1 },
    });
    expect(found(lines('cpu_read_page0 0x42'))).toEqual([
      [
        ...['output', null, 'output of the program'],
        'captured "cpu_read_page0 0x42", printed "S3 cpu_read_page0 0x41"',
      ],
    ]);
    const silent = lines('weather fine');
    expect(silent).toMatchObject({ agrees: true, userspace: { captured: 1, found: 0 } });
    expect(silent.excluded.map(({ what }) => what)).toContain('lines of the captured program');
  });
});
