/** The shipped scenario of huge pages, in its three states. */
import { expect, it } from 'vitest';
import { recordScenario } from '../truth/testing/recorded.ts';

const PG_MLOCKED = 1n << 19n;

it.each([
  ['before', true, []],
  ['posted', false, ['VM_WARN_ON_ONCE_PAGE(!is_zone_device_page(page))']],
  ['v9', false, []],
] as const)(
  'runs in state %s, and locks a device page: %s',
  (state, locks, warned) => {
    const trace = recordScenario('huge-pages', state);
    const { events, outcome } = trace.recording;
    expect(outcome).toEqual({ kind: 'finished', exitCode: 0 });
    const said = events.flatMap((event) => (event.kind === 'stdout' ? [event.text] : [])).join('');
    expect(said.trim().split('\n')).toEqual([
      'the device sees 06',
      'the device sees 06',
      'the device sees 06',
      'pages 0 and 1: 1 2, page 5: 6',
    ]);
    expect(events.flatMap((event) => (event.kind === 'warning' ? [event.text] : []))).toEqual(
      warned,
    );
    const log = events.flatMap((event) => (event.kind === 'printk' ? [event.text] : []));
    expect(log.filter((line) => line.includes('rss-counter'))).toEqual([]);

    // The flags of the head page at frame 0x77000, whenever somebody has written them.
    const head = 0xffff_ea00_0000_0000n + 0x7_7000n * 64n;
    const flags = trace
      .writes(head, 8)
      .map(({ after }) => new DataView(after.buffer, after.byteOffset).getBigUint64(0, true));
    expect(
      flags.some((value) => value !== 0xffff_ffff_ffff_ffffn && (value & PG_MLOCKED) !== 0n),
    ).toBe(locks);
  },
  120_000,
);
