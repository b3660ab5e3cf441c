/**
 * A word of a struct page that was last written as one member of a union and is read as another of
 * an incompatible type: `pgmap` where `compound_head` was stored. No kernel notices; the value is
 * whatever the other member left there.
 *
 * Two kinds of reads are no confusion. `compound_head` is always read first, whatever a page is: its
 * lowest bit tells which member is valid. And bytes that were last filled without a member (memset,
 * a copied record) are no other member's.
 */
import type { CType } from '../c/ctype.ts';
import { typeText } from '../c/types.ts';
import { overlays, samePlaceholder, type Overlay } from '../mm/overlay.ts';
import { writtenAs, writtenText } from '../mm/provenance.ts';
import { pageAddress, pageRecords, pfnAt } from '../mm/vmemmap.ts';
import { decodeAccess, siteOf } from '../trace/accesses.ts';
import type { Trace } from '../trace/index.ts';
import type { Findings, Sanitizer } from './finding.ts';
import { placeText } from './places.ts';
import { addressOf, walkAccesses, type Visit } from './walk.ts';

/** Tells which member of the union is valid, and is read for that. */
const DISCRIMINATOR = 'compound_head';
/** Words are followed in units of this many bytes, the smallest member of the unions. */
const UNIT = 4;
/** The high half of every address in the vmemmap lies from here … */
const VMEMMAP_HIGH = 0xffffea00;
/** … to before here (one TiB). */
const VMEMMAP_END = 0xffffeb00;

export function* findUnionConfusion(trace: Trace, findings: Findings): Sanitizer {
  const record = trace.program.records.get('struct page');
  if (!record?.complete) return;
  const names = new Names(trace);
  const writers = new Map<number, Uint32Array>();
  yield* walkAccesses(trace, (access) => {
    if (access.high < VMEMMAP_HIGH || access.high >= VMEMMAP_END) return;
    if (access.isWrite) noteWrite(writers, access);
    else if (!access.isBlock) checkRead(trace, names, writers, access, findings);
  });
}

/** The frame of 4096 bytes that an access lies in, as a number. */
const frameOf = ({ low, high }: Visit) => high * 2 ** 20 + (low >>> 12);

/** Per unit: the moment of the last write plus one, 0 for none. */
function noteWrite(writers: Map<number, Uint32Array>, access: Visit): void {
  let frame = frameOf(access);
  let offset = access.low & 0xfff;
  for (let left = access.size; left > 0; frame++) {
    const count = Math.min(left, 4096 - offset);
    let units = writers.get(frame);
    if (!units) writers.set(frame, (units = new Uint32Array(4096 / UNIT)));
    units.fill(access.moment + 1, offset / UNIT, Math.ceil((offset + count) / UNIT));
    left -= count;
    offset = 0;
  }
}

function checkRead(
  trace: Trace,
  names: Names,
  writers: Map<number, Uint32Array>,
  access: Visit,
  findings: Findings,
): void {
  const wrote = writers.get(frameOf(access))?.[(access.low & 0xfff) >>> 2] ?? 0;
  if (wrote === 0) return;
  const { log } = trace.recording;
  const writer = siteOf(log[wrote - 1]!);
  if (writer === access.site) return;
  const address = addressOf(access);
  const offset = Number(address - names.pageAt(address));
  const read = names.of(access.site, offset, address);
  if (read.length === 0 || read.some(({ member }) => member === DISCRIMINATOR)) return;
  const write = decodeAccess(trace.recording, trace.sites, wrote - 1);
  const written = names.of(
    writer,
    Number(write.address - names.pageAt(write.address)),
    write.address,
  );
  if (written.length === 0 || read.some((one) => written.some((other) => agree(one, other))))
    return;
  const step = trace.stepOfMoment(access.moment);
  findings.add(`union ${access.site} ${writer}`, () => {
    const cause = trace.stepOfMoment(wrote - 1);
    const now = read.map(({ member }) => member).join(', ');
    const then = written.map(({ member }) => member).join(', ');
    const value = trace.readValue(decodeAccess(trace.recording, trace.sites, access.moment));
    const bits = [...value].reverse().map((byte) => byte.toString(16).padStart(2, '0'));
    return {
      kind: 'union-confusion',
      text: `${now} is read where ${then} was stored; it reads 0x${bits.join('')}`,
      place: placeText(trace, step),
      step,
      cause: {
        step: cause,
        text: `${writtenText(write.site)} was written`,
        place: placeText(trace, cause),
      },
      address,
    };
  });
}

/** Names of one place whose types say the same of the bytes: reading one for the other is harmless. */
function agree(one: Overlay, other: Overlay): boolean {
  if (one === other || samePlaceholder(one, other)) return true;
  return one.offset === other.offset && typeClass(one.type) === typeClass(other.type);
}

/** Numbers of any signedness and enumerations are alike; a pointer is like pointers to the same type. */
function typeClass(type: CType): string {
  if (type.kind === 'pointer') return typeText(type);
  return `number of ${type.size} bytes`;
}

/** The members of struct page and struct folio that an access site means, by the place in the page. */
class Names {
  private readonly all: readonly Overlay[];
  private readonly known = new Map<number, Overlay[]>();
  private readonly pageSize: number;

  constructor(private readonly trace: Trace) {
    const records = pageRecords(trace.program);
    this.pageSize = records.page.size;
    const parts = records.folio ? Math.floor(records.folio.size / this.pageSize) : 1;
    this.all = overlays(
      records,
      Array.from({ length: parts }, (_, part) => part),
    );
  }

  /** Start of the struct page that `address` lies in. */
  pageAt(address: bigint): bigint {
    return pageAddress(this.trace.program, pfnAt(this.trace.program, address)!);
  }

  /** `offset`: bytes from the start of the struct page. Empty if the site names no member of it. */
  of(siteIndex: number, offset: number, address: bigint): Overlay[] {
    const key = siteIndex * this.pageSize + offset;
    let names = this.known.get(key);
    if (!names) {
      const site = this.trace.program.sites[siteIndex]!;
      const page = address - BigInt(offset);
      names = this.all.filter(
        (overlay) =>
          overlay.offset < offset + site.size &&
          overlay.offset + overlay.size > offset &&
          writtenAs({ site, address }, page, overlay),
      );
      this.known.set(key, names);
    }
    return names;
  }
}
