/** Bytes in a page of modelled memory. */
export const PAGE_SIZE = 4096;

/** Page numbers are taken modulo this: addresses have 64 bits and wrap around. */
const PAGE_NUMBERS = 2 ** 52;

const CACHE_SIZE = 256;

/** Buffers kept for reuse: seeking back and forth would else keep the garbage collector busy. */
const MOST_SPARE = 8192;

const ZERO_PAGE = new Uint8Array(PAGE_SIZE);

/** Memory that can be read: the machine's own, a timeline's at its cursor, or a dump. */
export interface MemoryView {
  /** A fresh copy of `length` bytes. Pages nobody ever wrote read as zero. */
  read(address: bigint, length: number): Uint8Array;
  /** A little-endian unsigned value of `size` bytes; any alignment. */
  readUint(address: bigint, size: 1 | 2 | 4 | 8): bigint;
}

/** What memory held at one moment. Opaque to its holders; never changed once taken. */
export interface MemorySnapshot {
  readonly slots: Map<number, number>;
  readonly buffers: readonly Uint8Array[];
  readonly aliases: ReadonlyMap<number, number>;
}

/** The number of the page that holds `address` (`address >> 12`, exact in a JS number). */
export function pageOf(address: bigint): number {
  return Number(BigInt.asUintN(64, address) >> 12n);
}

/**
 * Sparse byte memory in 4096-byte pages. Every change goes through one door (`write`, and its
 * bigint-free form `poke`), and every change of what a page number means through `map`.
 *
 * Pages are copied on write after a `snapshot`, so that a snapshot costs one pointer per page.
 * Addresses in the hot path are two 32-bit halves: a page number is `high * 2^20 + (low >>> 12)`.
 */
export class Memory implements MemoryView {
  /** Page number to index in `buffers`. Grows only, and is shared with every snapshot. */
  private slots = new Map<number, number>();
  private buffers: Uint8Array[] = [];
  /** The epoch in which each buffer was copied; buffers of older epochs belong to snapshots too. */
  private stamps: number[] = [];
  private epoch = 1;
  /** Slots whose buffers were copied in this epoch: no snapshot has them. */
  private own: number[] = [];
  private readonly spare: Uint8Array[] = [];
  private aliases: Map<number, number> = new Map();
  private aliasesShared = false;
  private readonly cachedPage = new Float64Array(CACHE_SIZE).fill(-1);
  private readonly cachedSlot = new Int32Array(CACHE_SIZE);
  private copies = 0;

  /** `initial` is copied. Pages must be 4096 bytes long. */
  constructor(initial: Iterable<{ page: number; bytes: Uint8Array }> = []) {
    for (const { page, bytes } of initial) {
      if (bytes.length !== PAGE_SIZE) {
        throw new RangeError(
          `page 0x${page.toString(16)} has ${bytes.length} bytes instead of ${PAGE_SIZE}`,
        );
      }
      this.writable(this.slotOfPage(page)).set(bytes);
    }
  }

  /** How many pages have been copied or made so far: what checkpoints cost, in pages. */
  get pagesCopied(): number {
    return this.copies;
  }

  /** The one write door. */
  write(address: bigint, bytes: Uint8Array): void {
    this.put(pageOf(address), Number(address & 0xfffn), bytes);
  }

  /** `write` with the address as two 32-bit halves. */
  writeAt(low: number, high: number, bytes: Uint8Array): void {
    this.put((high >>> 0) * 2 ** 20 + (low >>> 12), low & (PAGE_SIZE - 1), bytes);
  }

  /**
   * `write` for replaying a recording: `size` bytes, low byte of `words[at]` first, to the address
   * with halves `low` and `high` (both unsigned or signed 32-bit).
   */
  poke(low: number, high: number, size: number, words: Uint32Array, at: number): void {
    if (size === 0) return;
    const offset = low & (PAGE_SIZE - 1);
    if (offset + size > PAGE_SIZE) {
      this.pokeAcross(low, high, size, words, at);
      return;
    }
    const bytes = this.writable(this.slotAt(low, high));
    if (size <= 8) {
      const word = words[at]!;
      bytes[offset] = word;
      if (size === 1) return;
      bytes[offset + 1] = word >>> 8;
      if (size === 2) return;
      if (size === 4 || size === 8) {
        bytes[offset + 2] = word >>> 16;
        bytes[offset + 3] = word >>> 24;
        if (size === 4) return;
        const next = words[at + 1]!;
        bytes[offset + 4] = next;
        bytes[offset + 5] = next >>> 8;
        bytes[offset + 6] = next >>> 16;
        bytes[offset + 7] = next >>> 24;
        return;
      }
    }
    for (let i = 0; i < size; i++) {
      bytes[offset + i] = words[at + (i >>> 2)]! >>> ((i & 3) * 8);
    }
  }

  /**
   * The 32 bits at an address given as halves, as a signed 32-bit number. Bytes are read little
   * endian, any alignment; `size` < 4 reads only so many and leaves the rest zero.
   */
  peek(low: number, high: number, size: number): number {
    const offset = low & (PAGE_SIZE - 1);
    if (offset + size > PAGE_SIZE) {
      let value = 0;
      for (let i = 0; i < size; i++) {
        const sum = (low >>> 0) + i;
        const carry = sum > 0xffff_ffff ? 1 : 0;
        value |= this.peek(sum >>> 0, ((high >>> 0) + carry) >>> 0, 1) << (i * 8);
      }
      return value;
    }
    const bytes = this.buffers[this.slotAt(low, high)]!;
    switch (size) {
      case 1:
        return bytes[offset]!;
      case 2:
        return bytes[offset]! | (bytes[offset + 1]! << 8);
      case 3:
        return bytes[offset]! | (bytes[offset + 1]! << 8) | (bytes[offset + 2]! << 16);
      default:
        return (
          bytes[offset]! |
          (bytes[offset + 1]! << 8) |
          (bytes[offset + 2]! << 16) |
          (bytes[offset + 3]! << 24)
        );
    }
  }

  /**
   * Makes the page number `page` an alias of `target`: both then name the same bytes. 0 undoes it,
   * and the bytes `page` had of its own show again. Aliases of aliases are followed.
   * Throws RangeError if the aliases would form a circle.
   */
  map(page: number, target: number): void {
    const none = target === 0 || target === page;
    if (!none && this.leadsTo(target, page)) {
      throw new RangeError(`page 0x${page.toString(16)} cannot be an alias of itself`);
    }
    if (this.aliasesShared) {
      this.aliases = new Map(this.aliases);
      this.aliasesShared = false;
    }
    if (none) this.aliases.delete(page);
    else this.aliases.set(page, target);
    this.cachedPage.fill(-1);
  }

  /** The page whose bytes `page` names: itself, or the end of its chain of aliases. */
  resolve(page: number): number {
    if (this.aliases.size === 0) return page;
    for (;;) {
      const target = this.aliases.get(page);
      if (target === undefined) return page;
      page = target;
    }
  }

  read(address: bigint, length: number): Uint8Array {
    const result = new Uint8Array(length);
    let page = pageOf(address);
    let offset = Number(address & 0xfffn);
    for (let done = 0; done < length;) {
      const count = Math.min(PAGE_SIZE - offset, length - done);
      const slot = this.slots.get(this.resolve(page));
      const bytes = slot === undefined ? undefined : this.buffers[slot];
      if (bytes) result.set(bytes.subarray(offset, offset + count), done);
      done += count;
      offset = 0;
      page = (page + 1) % PAGE_NUMBERS;
    }
    return result;
  }

  readUint(address: bigint, size: 1 | 2 | 4 | 8): bigint {
    const bytes = this.read(address, size);
    let value = 0n;
    for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    return value;
  }

  /** What memory holds now. Costs one pointer per page; later writes copy the pages they touch. */
  snapshot(): MemorySnapshot {
    this.epoch++;
    this.own.length = 0;
    this.aliasesShared = true;
    return { slots: this.slots, buffers: this.buffers.slice(), aliases: this.aliases };
  }

  /** Goes back (or forward) to a snapshot taken from this memory or from one made by `fromSnapshot`. */
  restore(snapshot: MemorySnapshot): void {
    for (const slot of this.own) {
      if (this.spare.length === MOST_SPARE) break;
      this.spare.push(this.buffers[slot]!);
    }
    this.own.length = 0;
    this.slots = snapshot.slots;
    this.buffers = snapshot.buffers.slice();
    this.aliases = snapshot.aliases as Map<number, number>;
    this.aliasesShared = true;
    this.epoch++;
    this.cachedPage.fill(-1);
  }

  /** A further memory, independent from now on, that starts with what `snapshot` holds. */
  static fromSnapshot(snapshot: MemorySnapshot): Memory {
    const memory = new Memory();
    memory.restore(snapshot);
    return memory;
  }

  private put(page: number, offset: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const count = Math.min(PAGE_SIZE - offset, bytes.length - done);
      const part = count === bytes.length ? bytes : bytes.subarray(done, done + count);
      this.writable(this.slotOfPage(page)).set(part, offset);
      done += count;
      offset = 0;
      page = (page + 1) % PAGE_NUMBERS;
    }
  }

  private leadsTo(from: number, page: number): boolean {
    for (let at: number | undefined = from; at !== undefined; at = this.aliases.get(at)) {
      if (at === page) return true;
    }
    return false;
  }

  private pokeAcross(low: number, high: number, size: number, words: Uint32Array, at: number) {
    let page = (high >>> 0) * 2 ** 20 + (low >>> 12);
    let offset = low & (PAGE_SIZE - 1);
    let bytes = this.writable(this.slotOfPage(page));
    for (let i = 0; i < size; i++) {
      if (offset === PAGE_SIZE) {
        page = (page + 1) % PAGE_NUMBERS;
        offset = 0;
        bytes = this.writable(this.slotOfPage(page));
      }
      bytes[offset++] = words[at + (i >>> 2)]! >>> ((i & 3) * 8);
    }
  }

  private slotAt(low: number, high: number): number {
    const line = (low >>> 12) & (CACHE_SIZE - 1);
    const page = (high >>> 0) * 2 ** 20 + (low >>> 12);
    if (this.cachedPage[line] === page) return this.cachedSlot[line]!;
    const slot = this.slotOfPage(page);
    this.cachedPage[line] = page;
    this.cachedSlot[line] = slot;
    return slot;
  }

  private slotOfPage(page: number): number {
    const storage = this.resolve(page);
    let slot = this.slots.get(storage);
    if (slot === undefined) {
      slot = this.slots.size;
      this.slots.set(storage, slot);
    }
    // Another memory that shares the table may have added slots this one has never used.
    while (this.buffers.length <= slot) this.buffers.push(ZERO_PAGE);
    return slot;
  }

  private writable(slot: number): Uint8Array {
    if (this.stamps[slot] === this.epoch) return this.buffers[slot]!;
    let copy = this.spare.pop();
    if (copy) copy.set(this.buffers[slot]!);
    else copy = this.buffers[slot]!.slice();
    this.buffers[slot] = copy;
    while (this.stamps.length <= slot) this.stamps.push(0);
    this.stamps[slot] = this.epoch;
    this.own.push(slot);
    this.copies++;
    return copy;
  }
}
