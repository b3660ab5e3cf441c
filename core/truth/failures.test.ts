/** That the comparison fails when it should: what is changed, wherever it is, is found and named. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Trace } from '../trace/index.ts';
import { edited, flip, swapWords, without, type RawEvent } from './testing/edit.ts';
import { readCapture, recordShipped } from './testing/recorded.ts';
import { disagreementText, type Verification } from './verification.ts';
import { verifyCapture } from './verify.ts';

/** The snapshot of the order-4 map: 32 pages, readings, and the map's own bytes. */
const SNAPSHOT = 9;

let trace: Trace;
beforeAll(() => {
  trace = recordShipped('before');
}, 60_000);

function verify(name: 'S1' | 'S2', edit: (events: RawEvent[]) => RawEvent[] | void): Verification {
  return verifyCapture(trace, edited('before', name, edit));
}

describe('bytes', () => {
  it('notices a flipped bit in each of the 64 bytes, on every page, and nothing else', () => {
    // A page each for two of the 64 bytes, then the other way round.
    for (const shift of [0, 17]) {
      const offset = (page: number) => 2 * ((page + shift) % 32) + (page % 2 === 0 ? 0 : 1);
      for (const odd of [0, 1]) {
        const result = verify('S2', (events) => {
          events[SNAPSHOT]!.pages.forEach((page, index) => flip(page, offset(index) ^ odd));
        });
        expect(result.agrees).toBe(false);
        const pages = result.disagreements.filter(({ kind }) => kind === 'page');
        expect(pages).toHaveLength(result.disagreements.length);
        expect(
          pages.map(({ seq, subject, offset }) => [seq, subject.split(' ')[0], offset]),
        ).toEqual(
          Array.from({ length: 32 }, (_, index) => [
            SNAPSHOT,
            `page${index}`,
            8 * Math.floor(offset(index) / 8),
          ]),
        );
        expect(result.bytes.compared).toBe(77_568);
      }
    }
  });

  it('notices one flipped bit in the middle of any event', () => {
    const { events } = readCapture('before', 'S2');
    const result = verify('S2', (raw) => {
      for (const event of raw) flip(event.pages.at(-1)!, 52, 0x40);
    });
    expect(result.disagreements.map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq));
    expect(
      result.disagreements.every(({ modelled }) => modelled!.fields[0] === '_refcount.counter'),
    );
  });

  it('names the member on both sides, and counts what still agrees', () => {
    const result = verify('S2', (events) => flip(events[SNAPSHOT]!.pages[1]!, 52));
    const position = result.first?.position ?? Number.NaN;
    expect(disagreementText(result.first!)).toBe(
      [
        `event 9 (after memremap_pages, step ${position}): page1 (pfn 0xfcd8001) + 0x30: not the same bytes`,
        '  captured 0x00000010ffffffff  _refcount.counter  [tail 1 of 0xffffea03f3600000]',
        '  modelled 0x00000000ffffffff  _refcount.counter  [tail 1 of 0xffffea03f3600000]',
      ].join('\n'),
    );
    expect(result.bytes.asStored + result.bytes.byTarget).toBe(result.bytes.compared - 1);
  });

  it('names what a word is where the two sides mean different things by it', () => {
    // The head's word 1 where the tail's should be: the bytes of another kind of page.
    const result = verify('S2', (events) => {
      const [head, tail] = events[SNAPSHOT]!.pages;
      swapWords(head!, tail!, 8);
    });
    const [head, tail] = result.disagreements;
    expect(head).toMatchObject({ subject: 'page0 (pfn 0xfcd8000)', offset: 8 });
    expect(head!.reason).toBe('points into the direct map, not into the vmemmap');
    expect(tail!.reason).toBe('points into the vmemmap, not into the direct map');
    expect(tail!.modelled).toMatchObject({
      kind: 'tail 1 of 0xffffea03f3600000',
      meaning: 'struct page of pfn 0xfcd8000 | 1 (order-4 head)',
    });
    expect(tail!.modelled!.fields).toEqual(
      expect.arrayContaining(['pgmap', 'compound_head', 'lru.next', '_head_1']),
    );
  });

  it('leaves out pages that are marked as stale, and says how many', () => {
    const result = verify('S2', (events) => {
      flip(events[SNAPSHOT]!.pages[3]!, 0);
      events[SNAPSHOT]!.pages[3]!.stale = true;
    });
    expect(result).toMatchObject({ agrees: true, stale: 1, pages: 1211 });
  });
});

describe('pointers', () => {
  it('notices list neighbours that were exchanged', () => {
    const result = verify('S1', (events) => {
      const [, first, second] = events[2]!.pages;
      swapWords(first!, second!, 16);
    });
    expect(result.disagreements.map(({ offset, reason }) => [offset, reason])).toEqual([
      [16, 'struct page of pfn 0xfce0000, not of pfn 0xfce0001'],
      [16, 'struct page of pfn 0xfce0001, not of pfn 0xfce0000'],
    ]);
  });

  it('notices a tag that is missing', () => {
    const result = verify('S2', (events) => flip(events[SNAPSHOT]!.pages[20]!, 8, 1));
    expect(result.disagreements.map(({ reason }) => reason)).toEqual([
      'byte 1 of that struct page, not byte 0',
    ]);
  });

  it('notices two device maps that were exchanged on two pages', () => {
    const result = verify('S1', (events) => {
      swapWords(events[2]!.pages[5]!, events[4]!.pages[5]!, 8);
    });
    expect(result.disagreements.map(({ seq, subject }) => [seq, subject])).toEqual([
      [2, 'page5 (pfn 0xfce0005)'],
      [4, 'page5 (pfn 0xfcf0005)'],
    ]);
    expect(result.first!.reason).toBe('only one of the two is pgmap at the same offset');
  });

  it('notices a stranger in place of the map, even where all pages agree on it', () => {
    const result = verify('S2', (events) => {
      for (const { pages } of events) {
        for (const page of pages)
          page.bytes = page.bytes.replace('0076d0058088ffff', '0016d0058088ffff');
      }
    });
    // The stranger was there first; then the registration says which object it should have been.
    expect(result.first).toMatchObject({ kind: 'object', seq: 8, subject: 'pgmap' });
    expect(result.first!.reason).toMatch(
      /^0xffff8880\w+ already stands for captured 0xffff888005d01600$/,
    );
  });

  it('notices symbols that were exchanged', () => {
    const result = verify('S2', (events) => {
      const { values } = events[18]!;
      const bytes = values['pgmap.bytes'] as string;
      const [ops, owner] = [bytes.slice(240, 256), bytes.slice(256, 272)];
      values['pgmap.bytes'] = bytes.slice(0, 240) + owner + ops + bytes.slice(272);
    });
    expect(
      result.disagreements.map(({ kind, seq, modelled }) => [kind, seq, modelled!.fields[0]]),
    ).toEqual([
      ['object', 18, 'ops'],
      ['object', 18, 'owner'],
    ]);
    expect(result.first!.modelled!.meaning).toMatch(/driver_ops/);
  });

  it('does not take a number for a pointer: a refcount like an address is compared as it is', () => {
    const result = verify('S2', (events) => {
      const page = events[SNAPSHOT]!.pages[0]!;
      // _mapcount and _refcount together look like an address in the kernel image.
      page.bytes = `${page.bytes.slice(0, 96)}00000081ffffffff${page.bytes.slice(112)}`;
    });
    expect(result.disagreements.map(({ reason }) => reason)).toEqual(['not the same bytes']);
  });
});

describe('events', () => {
  it('refuses a capture with a gap', () => {
    expect(() => verify('S2', (events) => events.filter(({ seq }) => seq !== 4))).toThrow(
      'is event 5 where event 4 should be: an event is missing or out of order',
    );
  });

  it.each([4, 5, 22])('notices a probed call that the capture does not have (event %i)', (seq) => {
    const result = verify('S2', (events) => without(events, seq));
    expect(result.events).toEqual({ captured: 37, matched: seq === 4 ? 37 : 36 });
    expect(result.disagreements.map(({ kind }) => kind)).toEqual(
      // Without its entry there is no telling which call the return belongs to.
      seq === 4 ? ['call'] : ['event', 'call', 'call'],
    );
    expect(result.disagreements.at(-1)!.reason).toMatch(
      /the recording has this (entry|return) for pfn 0xfcd800\d/,
    );
  });

  it('notices events in another order', () => {
    const result = verify('S2', (events) => {
      const [head, tail] = [events[1]!, events[4]!];
      [events[1], events[4]] = [
        { ...tail, seq: 1 },
        { ...head, seq: 4 },
      ];
    });
    expect(result.agrees).toBe(false);
    expect(result.disagreements.some(({ kind, seq }) => kind === 'event' && seq === 1)).toBe(true);
  });

  it('notices what the recording never shows, and goes on', () => {
    const { recording } = trace;
    const events = recording.events.filter(
      (event) => event.kind !== 'pages' || event.name !== 'upper chunk, last pages',
    );
    const result = verifyCapture(new Trace({ ...recording, events }), readCapture('before', 'S1'));
    expect(result.events).toEqual({ captured: 6, matched: 5 });
    expect(result.disagreements).toHaveLength(1);
    expect(result.first).toMatchObject({ kind: 'event', seq: 5, position: null });
    expect(result.first!.reason).toMatch(/^the program shows no 8 pages from pfn 0xfcffff8 on/);
  });

  it.each([
    ['no_such_function', 'there is no function no_such_function()'],
    ['driver_page_free', 'driver_page_free() is never called'],
    ['memunmap_pages', 'memunmap_pages() has no return with pgmap.range.start 0xfce0000000 after'],
  ])('says why %s is not found', (at, reason) => {
    const result = verify('S1', (events) => {
      events[1]!.at = at;
    });
    expect(result.first).toMatchObject({ kind: 'event', seq: 1 });
    expect(result.first!.reason.startsWith(reason)).toBe(true);
  });
});

describe('values', () => {
  it('notices another value of each reading, and of each page', () => {
    const changes: [string, number, string][] = [
      ['pgmap.vmemmap_shift', 0, '0x5'],
      ['pgmap.owner', 0, '0xffffffff818416d0'],
      ['pgmap.sizeof', 0, '0xa8'],
      ['folio_order(head0)', 0, '0x5'],
      ['folio_nr_pages(tail0.1)', 0, '0x1'],
      ['same_pgmap(head0,tail0.1)', 0, '0x1'],
      ['pgmap_read', 1, '0xffff888005d07600'],
      ['compound_head', 5, '0xffffea03f3600140'],
      ['type_via_pgmap_read', 31, '0x4'],
      ['owner_via_pgmap_read', 0, '0xffffffff818416d0'],
      ['PageHead', 16, '0'],
      ['PageTail', 0, '1'],
      ['is_zone_device_page', 7, '0'],
      ['is_device_private_page', 7, '1'],
    ];
    const result = verify('S2', (events) => {
      const { values } = events[SNAPSHOT]!;
      for (const [name, index, value] of changes) {
        const list = values[name];
        if (Array.isArray(list)) list[index] = value;
        else values[name] = value;
      }
    });
    expect(
      result.disagreements.map(({ kind, seq, subject, captured }) => [
        ...[kind, seq, subject],
        captured!.value,
      ]),
    ).toEqual(
      changes.map(([name, index, value]) => [
        'value',
        SNAPSHOT,
        /^(pgmap\.|folio_|same_)/.test(name) ? name : `${name}[${index}]`,
        BigInt(value),
      ]),
    );
    expect(result.values.asStored + result.values.byTarget).toBe(
      result.values.compared - changes.length,
    );
  });

  it('notices frames that are shared otherwise', () => {
    const result = verify('S2', (events) => {
      const frames = events[19]!.values.vmemmap_backing_pfn as string[];
      frames[8] = frames[0]!;
    });
    expect(result.disagreements.map(({ subject }) => subject)).toEqual(['vmemmap_backing_pfn[8]']);
    expect(result.first!.reason).toBe('not the same pattern of shared frames');
  });

  it('notices a reading that the program makes too rarely', () => {
    const result = verify('S2', (events) => {
      (events[19]!.values.vmemmap_backing_pfn as string[]).push('0x1');
    });
    expect(result.disagreements.map(({ reason }) => reason)).toEqual([
      '17 captured, 16 reported by the program',
    ]);
  });
});
