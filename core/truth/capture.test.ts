/** Captures are read strictly: what cannot be compared is said, with the place. */
import { describe, expect, it } from 'vitest';
import { parseCapture } from './capture.ts';
import { TruthError } from './error.ts';
import { editedText, type RawEvent } from './testing/edit.ts';
import { captureText, readCapture } from './testing/recorded.ts';

function refusal(text: string): string {
  try {
    parseCapture(text, 'x.json');
  } catch (error) {
    expect(error).toBeInstanceOf(TruthError);
    return (error as TruthError).format();
  }
  throw new Error('was accepted');
}

const edit = (change: (events: RawEvent[]) => void) => refusal(editedText('before', 'S1', change));

describe('reading', () => {
  it('reads all four captures', () => {
    for (const variant of ['before', 'after'] as const) {
      for (const name of ['S1', 'S2'] as const) {
        const capture = readCapture(variant, name);
        expect(capture).toMatchObject({ variant, scenario: name, vmemmap: 0xffffea0000000000n });
        expect(capture.kernel).toMatch(/6\.12\.117/);
      }
    }
  });

  it('sorts values by what they are', () => {
    const [entry] = readCapture('before', 'S2').events;
    expect(entry!.probe).toEqual({ functionName: '__init_zone_device_page', when: 'entry' });
    expect(entry!.numbers.get('arg_page')).toBe(0xffffea03f3600000n);
    const snapshot = readCapture('before', 'S2').events[9]!;
    expect(snapshot.probe).toBeNull();
    expect(snapshot.objects.get('pgmap')).toHaveLength(160);
    expect(snapshot.numbers.has('pgmap.bytes')).toBe(false);
    expect(snapshot.lists.get('PageHead')).toHaveLength(32);
    expect(snapshot.pages[1]!.bytes.slice(0, 8)).toEqual(
      Uint8Array.from([0x04, 0x20, 0, 0xc0, 0xff, 0xff, 0x27, 0]),
    );
  });

  it.each([
    ['do_swap_page entry', '= do_swap_page entry', 'do_swap_page', 'entry'],
    ['migrate_vma_setup return', '', 'migrate_vma_setup', 'return'],
    ['memremap_pages', 'return (boot or driver call)', 'memremap_pages', 'return'],
    ['f.isra.0.part.12', 'entry for page1', 'f', 'entry'],
    ['after memremap_pages', 'all struct pages', null, null],
    ['before migration, after lru_add_drain()', 'ioctl snapshot', null, null],
  ])('knows what %s is', (at, note, functionName, when) => {
    const text = editedText('before', 'S1', (events) => {
      Object.assign(events[0]!, { at, note });
    });
    const probe = functionName === null ? null : { functionName, when };
    expect(parseCapture(text, 'x.json').events[0]!.probe).toEqual(probe);
  });
});

describe('refusing', () => {
  it('what is no capture', () => {
    expect(refusal('{')).toMatch(/^x\.json: error: not valid JSON: /);
    expect(refusal('{}')).toMatch(/^x\.json: error: kernel: /);
    expect(refusal(captureText('before', 'S1').replace('"events"', '"moments"'))).toMatch(/events/);
    expect(
      edit((events) => {
        events.length = 0;
      }),
    ).toBe('x.json: error: events: needs at least one event');
  });

  it.each<[string, string, (event: RawEvent) => void]>([
    [
      'a short page',
      'events[2].pages[1].bytes: must be 64 bytes, 128 digits',
      (event) => (event.pages[1]!.bytes = event.pages[1]!.bytes.slice(2)),
    ],
    [
      'digits that are none',
      'events[2].pages[1].bytes: must be pairs of lower-case hexadecimal digits',
      (event) => (event.pages[1]!.bytes = 'xy'.repeat(64)),
    ],
    [
      'a number that is none',
      'events[2].pages[0].pfn: must be a number such as "0x1f" or "12"',
      (event) => (event.pages[0]!.pfn = '-1'),
    ],
    [
      'a frame that is not at the address',
      'events[2].pages[3]: pfn 0x7 and address 0xffffea03f38000c0 do not belong together',
      (event) => (event.pages[3]!.pfn = '0x7'),
    ],
    [
      'a value that is no number',
      'events[2].values.retval: must be a number such as "0x1f" or "12"',
      (event) => (event.values = { retval: 'yes' }),
    ],
    [
      'bytes that are none',
      'events[2].values.pgmap.bytes: must be pairs of lower-case hexadecimal digits',
      (event) => (event.values = { 'pgmap.bytes': 'abc' }),
    ],
    [
      'an unknown kind of evidence',
      'events[2]: Unrecognized key: "registers"',
      (event) => Object.assign(event, { registers: {} }),
    ],
    [
      'a missing event',
      'events[2].seq: is event 3 where event 2 should be: an event is missing or out of order',
      (event) => (event.seq = 3),
    ],
  ])('%s', (_what, message, change) => {
    expect(edit((events) => void change(events[2]!))).toBe(`x.json: error: ${message}`);
  });
});
