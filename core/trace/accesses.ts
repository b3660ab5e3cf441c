/**
 * Decoding the access log of a recording (`Recording.log`, whose format is documented there). The
 * hot paths walk the words themselves with a `SiteTable`; `Access` objects are for views.
 */
import { HIGH_HALVES, SITE_BITS } from '../c/emit/log-head.ts';
import type { AccessSite } from '../c/program.ts';
import { MAP_ENTRY } from '../machine/recording.ts';
import type { Recording } from '../machine/recording.ts';

/** The shape of an entry in the log, by its access site. */
export const Shape = {
  localRead: 0,
  read: 1,
  localWrite: 2,
  write: 3,
  blockRead: 4,
  blockWrite: 5,
} as const;

/** One read or write that a step made. */
export interface Access {
  kind: 'read' | 'write';
  site: AccessSite;
  siteIndex: number;
  address: bigint;
  /** In bytes. */
  size: number;
  /** Where the entry starts in `Recording.log`: the moment of the access. */
  moment: number;
  /** What a write found and what it left; for the value of a read see `Trace.readValue`. */
  before?: Uint8Array;
  after?: Uint8Array;
}

/** A write as answers to questions give it. `address` and `size` are of the whole write. */
export interface WriteRef {
  step: number;
  site: AccessSite;
  address: bigint;
  size: number;
  before: Uint8Array;
  after: Uint8Array;
  /** Where the entry starts in `Recording.log`. */
  moment: number;
}

export interface ReadRef {
  step: number;
  site: AccessSite;
  address: bigint;
  size: number;
  moment: number;
}

const SITE_MASK = 2 ** SITE_BITS - 1;

/** The access site in the first word of an entry that is no map entry. */
export const siteOf = (word: number): number => word & SITE_MASK;

/** 1 if the entry with this first word does without the upper half of its address, else 0. */
export const shortBy = (word: number): number => (word >>> SITE_BITS === 0 ? 0 : 1);

/** The upper half of the address of the entry at `at`, which is to no local variable. */
export function highHalf(log: Uint32Array, at: number): number {
  const slot = log[at]! >>> SITE_BITS;
  return slot === 0 ? log[at + 2]! : HIGH_HALVES[slot - 1]!;
}

/** How many bytes the block access at `at` is about. */
export const blockLength = (log: Uint32Array, at: number): number =>
  log[at + 3 - shortBy(log[at]!)]!;

/** Where the data of the write at `at`, of that shape, starts. */
export function dataAt(log: Uint32Array, at: number, shape: number): number {
  if (shape === Shape.localWrite) return at + 2;
  return at + (shape === Shape.blockWrite ? 4 : 3) - shortBy(log[at]!);
}

/** Shapes and sizes of all access sites, in arrays, for walking the log without objects. */
export class SiteTable {
  readonly shape: Uint8Array;
  readonly size: Uint32Array;
  /** Length of an entry in words; 0 for block writes, whose length is in the entry. */
  readonly words: Uint32Array;

  constructor(sites: readonly AccessSite[]) {
    this.shape = new Uint8Array(sites.length);
    this.size = new Uint32Array(sites.length);
    this.words = new Uint32Array(sites.length);
    sites.forEach((site, index) => {
      const data = 2 * Math.ceil(site.size / 4);
      this.size[index] = site.size;
      switch (site.kind) {
        case 'read':
          this.shape[index] = site.local ? Shape.localRead : Shape.read;
          this.words[index] = site.local ? 2 : 3;
          break;
        case 'write':
          this.shape[index] = site.local ? Shape.localWrite : Shape.write;
          this.words[index] = (site.local ? 2 : 3) + data;
          break;
        case 'block-read':
          this.shape[index] = Shape.blockRead;
          this.words[index] = 4;
          break;
        case 'block-write':
          this.shape[index] = Shape.blockWrite;
          this.words[index] = 0;
          break;
      }
    });
  }

  /** Length in words of the entry at `at`. Throws if the log names a site that is not there. */
  entryLength(log: Uint32Array, at: number): number {
    const word = log[at]!;
    if (word === MAP_ENTRY) return 7;
    const site = word & SITE_MASK;
    if (site >= this.shape.length) {
      throw new RangeError(`damaged recording: log word ${at} names access site ${site}`);
    }
    const words = this.words[site]!;
    const short = shortBy(word);
    return words === 0 ? 4 - short + 2 * ((log[at + 3 - short]! + 3) >>> 2) : words - short;
  }
}

/** From here on copying as bytes is faster; every machine we run on is little endian, as words are. */
const COPIED = 16;

/** `length` bytes out of words, low byte first, from word `at` on. */
export function bytesOfWords(log: Uint32Array, at: number, length: number): Uint8Array {
  if (length >= COPIED) return new Uint8Array(log.buffer, log.byteOffset + at * 4, length).slice();
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = log[at + (i >>> 2)]! >>> ((i & 3) * 8);
  return bytes;
}

/** A 64-bit value from its halves. */
export function fromHalves(low: number, high: number): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** The access whose entry starts at `at`, which must not be a map entry. */
export function decodeAccess(recording: Recording, sites: SiteTable, at: number): Access {
  const { log, program, stackBase } = recording;
  const siteIndex = siteOf(log[at]!);
  const site = program.sites[siteIndex]!;
  const shape = sites.shape[siteIndex]!;
  const local = shape === Shape.localRead || shape === Shape.localWrite;
  const address = local
    ? stackBase + BigInt(log[at + 1]!)
    : fromHalves(log[at + 1]!, highHalf(log, at));
  const block = shape === Shape.blockRead || shape === Shape.blockWrite;
  const size = block ? blockLength(log, at) : site.size;
  const isWrite = shape === Shape.localWrite || shape === Shape.write || shape === Shape.blockWrite;
  const access: Access = {
    kind: isWrite ? 'write' : 'read',
    site,
    siteIndex,
    address,
    size,
    moment: at,
  };
  if (isWrite) {
    const data = dataAt(log, at, shape);
    contents(access, 'before', () => bytesOfWords(log, data, size));
    contents(access, 'after', () => bytesOfWords(log, data + ((size + 3) >>> 2), size));
  }
  return access;
}

/** A block may be megabytes (the poison of a memmap), and most questions are about where it lies. */
const EAGER_SIZE = 64;

/** Gives a write its bytes: at once if they are few, else when they are first asked for. */
function contents(
  write: Access | WriteRef,
  name: 'before' | 'after',
  read: () => Uint8Array,
): void {
  if (write.size <= EAGER_SIZE) {
    write[name] = read();
    return;
  }
  let bytes: Uint8Array | null = null;
  const get = () => (bytes ??= read());
  Object.defineProperty(write, name, { get, enumerable: true, configurable: true });
}

/** The write whose entry starts at `at`. */
export function writeRef(
  recording: Recording,
  sites: SiteTable,
  at: number,
  step: number,
): WriteRef {
  const access = decodeAccess(recording, sites, at);
  const { site, address, size, moment } = access;
  // The two members follow: they are what `contents` is for.
  const write = { step, site, address, size, moment } as WriteRef;
  contents(write, 'before', () => access.before!);
  contents(write, 'after', () => access.after!);
  return write;
}

/** Byte `index` of what the write whose entry starts at `at` left; nothing else is decoded. */
export function writtenByte(
  recording: Recording,
  sites: SiteTable,
  at: number,
  index: number,
): number {
  const { log } = recording;
  const site = siteOf(log[at]!);
  const shape = sites.shape[site]!;
  const size = shape === Shape.blockWrite ? blockLength(log, at) : sites.size[site]!;
  const data = dataAt(log, at, shape) + ((size + 3) >>> 2);
  return (log[data + (index >>> 2)]! >>> ((index & 3) * 8)) & 0xff;
}

/** Where the bytes lie that the entry at `at` is about. */
export function accessRange(
  recording: Recording,
  sites: SiteTable,
  at: number,
): { address: bigint; size: number } {
  const { log, stackBase } = recording;
  const site = siteOf(log[at]!);
  const shape = sites.shape[site]!;
  const local = shape === Shape.localRead || shape === Shape.localWrite;
  const block = shape === Shape.blockRead || shape === Shape.blockWrite;
  return {
    address: local ? stackBase + BigInt(log[at + 1]!) : fromHalves(log[at + 1]!, highHalf(log, at)),
    size: block ? blockLength(log, at) : sites.size[site]!,
  };
}

/** All accesses of one step, in order; map entries are left out. */
export function decodeStep(recording: Recording, sites: SiteTable, step: number): Access[] {
  const { log, stepLog } = recording;
  const result: Access[] = [];
  const end = stepLog[step + 1]!;
  for (let at = stepLog[step]!; at < end;) {
    // First, because it refuses a damaged entry.
    const next = at + sites.entryLength(log, at);
    if (log[at] !== MAP_ENTRY) result.push(decodeAccess(recording, sites, at));
    at = next;
  }
  return result;
}
