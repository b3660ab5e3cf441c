import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captureText, type CaptureName, type Variant } from '../truth/testing/recorded.ts';
import { decodeEntry, entryHolds, entryText } from './page-entry.ts';

interface Captured {
  pte: string;
  decoded: {
    kind: 'none' | 'present' | 'swap';
    pfn?: string;
    flags?: string[];
    type_name?: string;
    offset?: string;
    young?: number;
    dirty?: number;
    soft_dirty?: number;
    uffd_wp?: number;
    exclusive_bit?: number;
  };
}

const variants: Variant[] = ['before', 'after'];
const names: CaptureName[] = ['S3', 'S4', 'S5', 'S6', 'S8'];
const captured = variants.flatMap((variant) =>
  names.flatMap((name) => {
    const { events } = JSON.parse(captureText(variant, name)) as {
      events: { ptes?: Captured[] }[];
    };
    return events.flatMap((event) => event.ptes ?? []);
  }),
);

describe('entries of real page tables', () => {
  it('are decoded as the kernel that held them decoded them', () => {
    expect(captured.length).toBeGreaterThan(1500);
    for (const { pte, decoded } of captured) {
      const entry = decodeEntry(BigInt(pte), 'PTE');
      if (decoded.kind === 'swap') {
        const { swap } = entry;
        const flag = (name: string) => Number(entry.flags.includes(name));
        expect(swap?.typeName.replace('swap file', 'swapfile')).toBe(decoded.type_name);
        expect(swap?.offset).toBe(BigInt(decoded.offset ?? 0));
        if (decoded.pfn !== undefined) expect(entry.pfn).toBe(BigInt(decoded.pfn));
        expect(flag('SOFT_DIRTY')).toBe(decoded.soft_dirty);
        expect(flag('UFFD_WP')).toBe(decoded.uffd_wp);
        expect(flag('EXCLUSIVE')).toBe(decoded.exclusive_bit);
        if (decoded.young !== undefined) expect(flag('YOUNG')).toBe(decoded.young);
        if (decoded.dirty !== undefined) expect(flag('DIRTY')).toBe(decoded.dirty);
      } else if (decoded.kind === 'present') {
        expect(entry.kind).toBe('page');
        expect(entry.pfn).toBe(BigInt(decoded.pfn ?? 0));
        const flags = decoded.flags?.map((name) => name.replace(/\(.*\)$/, ''));
        expect(entry.flags).toEqual(flags);
      } else {
        expect(entry.kind).toBe('none');
      }
    }
  });
});

/** One of each type, as captured on a machine that has them all. */
const EXAMPLES: [entry: bigint, text: string, pfn: bigint | null][] = [
  [0xc7ff_e7ff_fed3_fe02n, 'SWP_MIGRATION_READ YOUNG DIRTY SOFT_DIRTY', 0x9600n],
  [0xcfff_ffe0_6000_0800n, 'SWP_MIGRATION_READ_EXCLUSIVE', 0xfcffffbn],
  [0xd7ff_ffe0_6200_0202n, 'SWP_MIGRATION_WRITE SOFT_DIRTY', 0xfcefffen],
  [0xdfff_ffe0_6200_0002n, 'SWP_DEVICE_WRITE SOFT_DIRTY', 0xfceffffn],
  [0xe7ff_ffe0_6000_0802n, 'SWP_DEVICE_READ SOFT_DIRTY', 0xfcffffbn],
  [0xefff_ffff_ffcc_1002n, 'SWP_DEVICE_EXCLUSIVE_WRITE SOFT_DIRTY', 0x19f7n],
  [0xf7ff_ffff_fed0_1202n, 'SWP_DEVICE_EXCLUSIVE_READ SOFT_DIRTY', 0x97f6n],
  [0xbfff_ffff_ffcc_2e00n, 'SWP_HWPOISON', 0x19e8n],
  [0xffff_ffff_ffff_fa00n, 'SWP_PTE_MARKER PTE_MARKER_POISONED', null],
  [0x07ff_ffff_ffbf_fe0an, 'swap file 0 SOFT_DIRTY EXCLUSIVE', null],
];

describe('decodeEntry', () => {
  it.each(EXAMPLES)('%# %s', (value, text, pfn) => {
    const entry = decodeEntry(value, 'PTE');
    expect(entryText(entry)).toBe(text);
    expect(entry.pfn).toBe(pfn);
    expect(entry.kind).toBe('swap');
  });

  it('tells tables, huge pages and inaccessible pages apart', () => {
    expect(decodeEntry(0x262a067n, 'PGD')).toMatchObject({ kind: 'table', pfn: 0x262an });
    expect(decodeEntry(0x262a067n, 'PTE')).toMatchObject({ kind: 'page', pfn: 0x262an });
    expect(decodeEntry(0x80000000402000e7n, 'PMD')).toMatchObject({ kind: 'page', pfn: 0x40200n });
    expect(decodeEntry(0x8000000040200120n, 'PTE')).toMatchObject({
      kind: 'protnone',
      flags: ['ACCESSED', 'PROTNONE', 'NX'],
    });
    expect(decodeEntry(0n, 'PMD').kind).toBe('none');
  });

  it('knows what an entry holds', () => {
    const holds = (value: bigint) => entryHolds(decodeEntry(value, 'PTE'));
    expect(holds(0x80000000019ee867n)).toEqual({ reference: true, mapping: true });
    expect(holds(0x8000000001d0d225n)).toEqual({ reference: false, mapping: false });
    expect(holds(EXAMPLES[2]![0])).toEqual({ reference: false, mapping: false });
    expect(holds(EXAMPLES[3]![0])).toEqual({ reference: true, mapping: true });
    expect(holds(EXAMPLES[5]![0])).toEqual({ reference: true, mapping: false });
  });

  it('never loses a bit of the frame, whatever the entry', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 40n) - 1n }), (pfn) => {
        expect(decodeEntry((pfn << 12n) | 0x67n, 'PTE').pfn).toBe(pfn);
        const named = pfn & ((1n << 34n) - 1n);
        const offset = BigInt.asUintN(64, ~named << 14n) >> 5n;
        expect(decodeEntry(offset | (0x1bn << 59n), 'PTE').pfn).toBe(named);
      }),
    );
  });
});
