import { describe, expect, it } from 'vitest';
import { RecordingBuilder } from '../trace/testing/recording-builder.ts';
import { Timeline, Trace } from '../trace/index.ts';
import { pageCard, type Alias, type PageCard } from './page-card.ts';
import { pageRanges } from './page-ranges.ts';
import { describePointer } from './pointer.ts';
import { addPageRecords, resolveMemberOffsets } from './testing/page-records.ts';

const HEAD = 0xffffea03f3600000n;
const page = (index: number) => HEAD + BigInt(index) * 64n;
const PGMAP = 0xffff888005d07600n;
/** Zone 4, node 0, last cpupid never set, PG_reserved. */
const DEVICE_FLAGS = 0x0027ffffc0002000n;
const ZONE_DEVICE_GENERIC = 4n;

/** Registers an order-2 folio: the order of writes that a real kernel makes. */
function registration(pgmapIn: 'page' | 'folio'): Trace {
  const r = new RecordingBuilder();
  for (const name of ['main', 'poison', 'init_page', 'INIT_LIST_HEAD', 'prep_head', 'prep_tail']) {
    r.fn(name);
  }
  const initPage = (index: number) =>
    r.call('init_page', () => {
      r.at(2).write('struct page: flags', page(index), DEVICE_FLAGS);
      r.at(3).write('*p', page(index) + 8n, 0n);
      r.at(4).call('INIT_LIST_HEAD', () => {
        r.at(5).write('struct list_head: next', page(index) + 8n, page(index) + 8n);
        r.at(6).write('struct list_head: prev', page(index) + 16n, page(index) + 8n);
      });
      const record = pgmapIn === 'page' ? 'struct page' : 'struct folio';
      r.at(7).write(`${record}: pgmap`, page(index) + 8n, PGMAP);
      r.at(8).write('struct page: zone_device_data', page(index) + 16n, 0n);
      r.at(9).write('atomic_t: counter', page(index) + 48n, 0xffffffffn, 4);
      r.at(10).write('atomic_t: counter', page(index) + 52n, index === 0 ? 1n : 0n, 4);
    });
  r.call('main', () => {
    r.call('poison', () => {
      r.at(2).blockWrite('memset', HEAD, new Uint8Array(4 * 64).fill(0xff));
    });
    r.at(30).write('struct dev_pagemap: type', PGMAP + 8n, ZONE_DEVICE_GENERIC, 4);
    initPage(0);
    r.call('prep_head', () => r.at(2).write('struct page: flags', HEAD, DEVICE_FLAGS | 0x40n));
    initPage(1);
    r.call('prep_tail', () => {
      r.at(2).write('struct page: compound_head', page(1) + 8n, HEAD + 1n);
    });
    r.call('prep_head', () => {
      r.at(3).write('struct folio: _flags_1', page(1), DEVICE_FLAGS | 2n);
      r.at(4).call('INIT_LIST_HEAD', () => {
        r.at(5).write('struct list_head: next', page(2) + 16n, page(2) + 16n);
      });
    });
    r.at(40);
    initPage(2);
    r.call('prep_tail', () => {
      r.at(2).write('struct page: compound_head', page(2) + 8n, HEAD + 1n);
    });
    r.at(41).pages('folio', HEAD, 4);
  });
  const recording = r.finish();
  addPageRecords(recording.program, pgmapIn);
  resolveMemberOffsets(recording.program);
  return new Trace(recording);
}

function cardOf(trace: Trace, index: number, position = trace.length): PageCard {
  return pageCard(trace, position, new Timeline(trace).memoryAt(position), page(index));
}

function aliases(card: PageCard, offset: number): Map<string, Alias> {
  const word = card.words.find((one) => one.offset === offset);
  return new Map((word?.aliases ?? []).map((alias) => [alias.member, alias]));
}

const validOf = (card: PageCard, offset: number) =>
  [...aliases(card, offset).values()].filter((one) => one.valid).map((one) => one.member);

describe('pageCard', () => {
  const before = registration('page');
  const after = registration('folio');

  it('tells heads, tails and uninitialised pages apart', () => {
    expect(cardOf(before, 0).kind).toBe('order-2 head, MEMORY_DEVICE_GENERIC');
    const tail = cardOf(before, 1);
    expect(tail.kind).toBe('tail 1 of 0xffffea03f3600000, MEMORY_DEVICE_GENERIC');
    expect(tail.headAddress).toBe(HEAD);
    expect(tail.pfn).toBe(0xfcd8001n);
    expect(cardOf(before, 3).kind).toBe('uninitialised (poison)');
    expect(tail.device).toEqual({ pgmap: PGMAP, type: 'MEMORY_DEVICE_GENERIC' });
  });

  it('says a head without its order when the first tail is not linked yet', () => {
    const step = before.stepsEntering('prep_head')[0] ?? 0;
    expect(cardOf(before, 0, step + 2).kind).toContain('head (order not yet stored)');
  });

  it('decodes the flags word', () => {
    const { flags } = cardOf(before, 0);
    expect(flags.names).toEqual(['PG_head', 'PG_reserved']);
    expect(flags).toMatchObject({ zone: 'ZONE_DEVICE', node: 0, lastCpupid: 'never set' });
    expect(cardOf(before, 1).flags).toMatchObject({ order: 2, names: ['PG_reserved'] });
  });

  it('marks the member last written, and says by whom', () => {
    const word = aliases(cardOf(before, 1), 8);
    const step = before.stepsEntering('prep_tail')[0] ?? 0;
    expect(validOf(cardOf(before, 1), 8)).toEqual(['compound_head', '_head_1']);
    expect(word.get('compound_head')).toMatchObject({
      text: 'head | 1 → pfn 0xfcd8000',
      reason: `last written as compound_head by prep_tail ← main, step ${step + 1}`,
    });
    expect(word.get('pgmap')).toMatchObject({
      valid: false,
      value: HEAD + 1n,
      reason: `not the member last written (compound_head, step ${step + 1})`,
    });
    expect(word.get('pgmap')?.text).toContain('struct page of pfn 0xfcd8000 | 1');
    expect(word.get('pgmap')?.text).toContain('no struct dev_pagemap');
  });

  it('shows the pgmap of a head where it is declared: in the page or in the folio', () => {
    const own = aliases(cardOf(before, 0), 8).get('pgmap');
    expect(own).toMatchObject({ valid: true, record: 'struct page', value: PGMAP });
    const moved = aliases(cardOf(after, 0), 8);
    expect(moved.get('pgmap')).toMatchObject({ valid: true, record: 'struct folio' });
    expect(moved.get('_unused_pgmap_compound_head')?.valid).toBe(false);
    expect(aliases(cardOf(after, 1), 8).has('pgmap')).toBe(false);
  });

  it('follows a word through its writers', () => {
    const address = page(1) + 8n;
    const writes = before.writes(address, 8);
    const told = writes.map((write) => {
      const card = cardOf(before, 1, write.step + 1);
      return validOf(card, 8).join(' ') || aliases(card, 8).get('compound_head')?.reason;
    });
    expect(told[0]).toMatch(/^no member written since it was filled by poison ← main, step /);
    expect(told[1]).toMatch(/^no member: written through \*p by init_page ← main, /);
    expect(told.slice(2)).toEqual(['lru.next buddy_list.next', 'pgmap', 'compound_head _head_1']);
  });

  it('says that equal list heads in a union read the same', () => {
    const write = before.writes(page(1) + 8n, 8)[2];
    const lru = aliases(cardOf(before, 1, (write?.step ?? 0) + 1), 8).get('lru.next');
    expect(lru?.reason).toContain(
      'last written as lru.next by INIT_LIST_HEAD ← init_page, step ' + String(write?.step),
    );
    expect(lru?.reason).toContain('buddy_list.next');
  });

  it('shows the part of the folio that a tail holds, also before it is made a tail', () => {
    expect(validOf(cardOf(before, 1), 0)).toEqual(['flags', '_flags_1']);
    const deferred = before.stepsEntering('INIT_LIST_HEAD')[2] ?? 0;
    const early = cardOf(before, 2, deferred + 2);
    expect(validOf(early, 16)).toEqual(['_deferred_list.next']);
    expect(validOf(cardOf(before, 2), 16)).toEqual(['zone_device_data']);
  });

  it('reads counters and halves of a word', () => {
    const word = aliases(cardOf(before, 1), 48);
    expect(word.get('_mapcount.counter')).toMatchObject({ valid: true, offset: 48, text: '-1' });
    expect(word.get('_refcount.counter')).toMatchObject({ valid: true, offset: 52, text: '0' });
    expect(word.get('page_type')).toMatchObject({ valid: false, text: '0xffffffff' });
    expect(aliases(cardOf(before, 1), 80).size).toBe(0);
  });

  it('has nothing valid where only a fill wrote, and says never written before that', () => {
    expect(validOf(cardOf(before, 3), 8)).toEqual([]);
    expect(aliases(cardOf(before, 3, 0), 8).get('lru.next')?.reason).toBe('never written');
  });

  it('refuses an address that is no struct page', () => {
    const memory = new Timeline(before).memoryAt(0);
    for (const address of [PGMAP, HEAD + 8n]) {
      expect(() => pageCard(before, 0, memory, address)).toThrow(
        'is not the address of a struct page',
      );
    }
  });
});

describe('describePointer and pageRanges', () => {
  const trace = registration('page');
  const memory = new Timeline(trace).memoryAt(trace.length);
  const said = (value: bigint) => describePointer(trace, memory, value);

  it('names what an address is', () => {
    expect(said(0n)).toBe('NULL');
    expect(said(page(1))).toBe('struct page of pfn 0xfcd8001 (tail 1 of 0xffffea03f3600000)');
    expect(said(page(0) + 1n)).toBe('struct page of pfn 0xfcd8000 | 1 (order-2 head)');
    expect(said(page(0) + 8n)).toBe('struct page of pfn 0xfcd8000 + 0x8 (order-2 head)');
    expect(said(PGMAP)).toBe('direct map, physical 0x5d07600');
    expect(said(0xdead000000000122n)).toBe('LIST_POISON2');
    expect(said(BigInt.asUintN(64, -12n))).toBe('ERR_PTR(-12)');
    expect(said(trace.program.functions[1]?.address ?? 0n)).toBe('poison()');
    expect(said(0x1234n)).toBe('no known address');
  });

  it('lists the ranges shown so far', () => {
    expect(pageRanges(trace)).toEqual([
      { name: 'folio', address: HEAD, count: 4, step: trace.length - 1 },
    ]);
    expect(pageRanges(trace, 3)).toEqual([]);
  });
});
