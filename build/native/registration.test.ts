/**
 * The model kernel, built by gcc, against what real kernels did when device memory was registered:
 * every byte of every struct page captured, at every captured moment, in every state.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { observe, type NativeEvent } from './events.ts';
import { build, NATIVE, prepareState, type State } from './model.ts';
import { compareWords, nameWord, Tally, words, type Space } from './roles.ts';
import { describeWith, run } from './tools.ts';
import { listOf, truthEvents, valueOf, type TruthEvent, type Variant } from './truth.ts';

type Probe = Extract<NativeEvent, { event: 'entry' | 'return' }>;
type Pages = Extract<NativeEvent, { event: 'pages' }>;

const SCENARIO = 'compound-zone-device-pages';
const PROBED = ['__init_zone_device_page', 'memmap_init_compound', 'memremap_pages'];
const REAL_VMEMMAP = 0xffff_ea00_0000_0000n;
const PGMAP_BYTES = 160n;

/** The maps in the order in which the captured driver, and the scenario's program, register them. */
const MAPS = ['order 4', 'order 9', 'order 0', 'order 4 private'];
const CHUNKS = ['upper chunk', 'lower chunk'];

/** What the driver's readings are called in the captures, for each page and for the whole map. */
const PER_PAGE = [
  ...['pgmap_read', 'compound_head', 'type_via_pgmap_read', 'owner_via_pgmap_read'],
  ...['PageHead', 'PageTail', 'is_zone_device_page', 'is_device_private_page'],
];
const PER_MAP = [
  ...['folio_order(head0)', 'folio_nr_pages(head0)', 'folio_nr_pages(tail0.1)'],
  ...['same_pgmap(head0,head1)', 'same_pgmap(head0,tail0.1)', 'same_pgmap(tail0.1,tail0.2)'],
  ...['same_pgmap(tail0.1,tail1.1)', 'same_pgmap(tail0.last,head1)'],
];

const isRegistration = (event: TruthEvent) => event.at === 'memremap_pages';
const isSnapshot = (event: TruthEvent) => event.at.startsWith('after memremap_pages');
const frameOf = (event: TruthEvent) => event.pages[0].pfn;

/** Pointers of a device map, by the words of struct dev_pagemap that hold them. */
function pgmapSpace(vmemmap: bigint, pgmap: { address: string; bytes: string }): Space {
  const held = words(pgmap.bytes);
  return {
    vmemmap,
    objects: [
      { name: 'pgmap', address: BigInt(pgmap.address), size: PGMAP_BYTES },
      { name: 'per-CPU count', address: held[7], size: 1n },
      { name: 'percpu_ref_data', address: held[8], size: 1n },
      { name: 'ops', address: held[15], size: 1n },
      { name: 'owner', address: held[16], size: 1n },
    ],
  };
}

function truthSpace(registration: TruthEvent): Space {
  const address = valueOf(registration, 'pgmap.address');
  return pgmapSpace(REAL_VMEMMAP, { address, bytes: valueOf(registration, 'pgmap.bytes') });
}

/** Each distinct value as the number of its first occurrence: which of them are equal. */
const pattern = (values: string[]) => values.map((value) => values.indexOf(value));

for (const [state, variant] of [
  ['before', 'before'],
  ['posted', 'after'],
  ['v9', 'after'],
] as [string, Variant][]) {
  for (const whole of [false, true]) {
    const title = `${state}, ${whole ? 'whole regions as mapped then' : 'the scenario as it is'}`;
    describeWith(['gcc', 'git', 'nm'], title, () => compareState(state, variant, whole));
  }
}

function compareState(state: string, variant: Variant, whole: boolean): void {
  const s1 = truthEvents(variant, 'S1');
  const s2 = truthEvents(variant, 'S2');
  const registrations = [...s2.filter(isRegistration), ...s1.filter(isRegistration)];
  const tally = new Tally();
  let readings = 0;
  let prepared: State;
  let executable: string;
  let events: NativeEvent[];
  let probes: Probe[];
  let spaces: Space[];

  beforeAll(() => {
    prepared = prepareState(SCENARIO, state);
    executable = build(prepared, whole ? ['-DWHOLE_REGIONS=1'] : []);
    events = observe(executable, { functions: PROBED, watch: registrations.map(frameOf) });
    probes = events.filter(
      (event): event is Probe => event.event === 'entry' || event.event === 'return',
    );
    spaces = probes.flatMap((probe) =>
      probe.pgmap ? [pgmapSpace(NATIVE.VMEMMAP_START, probe.pgmap)] : [],
    );
  }, 120_000);

  afterAll(() => {
    prepared?.remove();
    console.info(`${state}${whole ? ', whole' : ''}: ${tally.toString()}; ${readings} readings`);
  });

  /** Compares the captured pages of `truth` with as many of the model's. */
  function comparePages(truth: TruthEvent, registration: number, actual: string[]): void {
    const expected = truthSpace(registrations[registration]);
    const space = spaces[registration];
    truth.pages.forEach((page, index) => {
      const differences = compareWords(
        { hex: page.bytes, space: expected },
        { hex: actual[index] ?? '', space },
        tally,
      );
      expect(differences, `event ${truth.seq} (${truth.at}), ${page.role} ${page.pfn}`).toEqual([]);
    });
  }

  function pagesEvents(address: bigint): Pages[] {
    return events.filter(
      (event): event is Pages => event.event === 'pages' && BigInt(event.address) === address,
    );
  }

  it('runs to its end without a warning', () => {
    expect(events.at(-1)).toEqual({ event: 'end', result: 0 });
    expect(events.filter((event) => /warning|bug|oops|printk/.test(event.event))).toEqual([]);
    expect(spaces).toHaveLength(registrations.length);
  });

  it('initialises struct pages in the captured order, byte for byte (S2, probes)', () => {
    const expected = s2.filter((event) => !isSnapshot(event));
    const wanted = probes.filter(
      (probe) =>
        probe.registration < MAPS.length &&
        (probe.function !== 'memmap_init_compound' || probe.call === 0),
    );
    const described = (probe: Probe) => `${probe.function} ${probe.event} ${probe.call}`;
    expect(wanted.map(described)).toEqual(
      expected.map((event) => {
        const name = event.at.replace(/\.constprop\.\d+$/, '');
        const when = event.note?.includes('entry') ? 'entry' : 'return';
        return `${name} ${when} ${/page(\d+)$/.exec(event.note ?? '')?.[1] ?? 0}`;
      }),
    );
    wanted.forEach((probe, index) => {
      expect(BigInt(probe.address) - NATIVE.VMEMMAP_START).toBe(
        BigInt(expected[index].pages[0].address) - REAL_VMEMMAP,
      );
      comparePages(expected[index], probe.registration, probe.pages);
    });
  });

  it('leaves every struct page of the first two folios as captured (S2, snapshots)', () => {
    s2.filter(isSnapshot).forEach((truth, registration) => {
      const shown = events.find(
        (event): event is Pages => event.event === 'pages' && event.name === MAPS[registration],
      );
      expect(shown?.pages).toHaveLength(truth.pages.length);
      comparePages(truth, registration, shown?.pages ?? []);
    });
  });

  it('leaves chunks of single private pages as captured, before and after linking (S1)', () => {
    const seen = new Map<string, number>();
    for (const truth of s1) {
      const frame = frameOf(truth);
      const nth = seen.get(frame) ?? 0;
      seen.set(frame, nth + 1);
      const address = NATIVE.VMEMMAP_START + BigInt(frame) * 64n;
      const chunk = s1.filter(isRegistration).findIndex((registered) => {
        const distance = BigInt(frame) - BigInt(frameOf(registered));
        return distance >= 0n && distance < 65536n;
      });
      expect(chunk).toBeGreaterThanOrEqual(0);
      const registration = MAPS.length + chunk;
      comparePages(truth, registration, pagesEvents(address)[nth]?.pages ?? []);
      if (!isRegistration(truth)) continue;
      expect(pagesEvents(address)[nth]?.name).toBe(CHUNKS[chunk]);
      const probe = probes.find(
        (candidate) => candidate.pgmap && candidate.registration === registration,
      );
      comparePages(truth, registration, probe?.pages ?? []);
    }
  });

  it('reads what the captured driver read (S2)', () => {
    s2.filter(isSnapshot).forEach((truth, registration) => {
      const map = MAPS[registration];
      const expected = truthSpace(registrations[registration]);
      const named = (name: string) =>
        events.flatMap((event) =>
          event.event === 'value' && event.name === `${map}: ${name}` ? [event.value] : [],
        );
      const same = (what: string, want: string, got: string) => {
        readings++;
        expect(nameWord(BigInt(got), spaces[registration]), `${map}: ${what}`).toBe(
          nameWord(BigInt(want), expected),
        );
      };

      const first = Number(valueOf(truth, 'first_pfn'));
      const indexes = named('pfn').map((pfn) => Number(pfn) - first);
      const all = whole || truth.pages.length <= 32;
      expect(indexes).toEqual(
        all ? truth.pages.map((_page, index) => index) : [0, 1, 511, 512, 513, 1023],
      );
      for (const name of PER_PAGE) {
        const got = named(name);
        expect(got).toHaveLength(indexes.length);
        const want = listOf(truth, name);
        indexes.forEach((page, row) => same(`${name}[${page}]`, want[page], got[row]));
      }
      for (const name of PER_MAP) {
        expect(named(name)).toHaveLength(1);
        same(name, valueOf(truth, name), named(name)[0]);
      }
      expect(pattern(named('vmemmap_backing_pfn'))).toEqual(
        pattern(listOf(truth, 'vmemmap_backing_pfn')),
      );
    });
  });

  it.runIf(whole)('fills in struct dev_pagemap as captured', () => {
    const symbols = run('nm', [executable]);
    const symbol = (name: string) =>
      BigInt(`0x${new RegExp(`^(\\S+) \\S ${name}$`, 'm').exec(symbols)?.[1] ?? '0'}`);
    probes
      .filter((probe) => probe.pgmap)
      .forEach(({ pgmap, registration }) => {
        if (!pgmap) return;
        const truth = registrations[registration];
        const differences = compareWords(
          { hex: valueOf(truth, 'pgmap.bytes'), space: truthSpace(truth) },
          { hex: pgmap.bytes, space: spaces[registration] },
          tally,
        );
        expect(differences, `dev_pagemap of registration ${registration}`).toEqual([]);
        const held = words(pgmap.bytes);
        expect(held[7] % 4n, 'the counter is live and per CPU').toBe(0n);
        expect(held[15]).toBe(symbol('driver_ops'));
        const chunk = BigInt(registration - MAPS.length);
        expect(held[16]).toBe(chunk < 0n ? symbol('show_map') : symbol('devices') + 8n * chunk);
      });
  });
}
