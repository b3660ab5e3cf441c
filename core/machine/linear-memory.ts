/**
 * The memory of a running program: modelled 4096-byte pages inside one WebAssembly memory, found
 * through a translation buffer that emitted code reads directly.
 */
import { ADDRESS, LINEAR, STACK_BASE, USER_STACK_SIZE } from '../c/emit/abi.ts';
import { HIGH_HALVES } from '../c/emit/log-head.ts';
import { pageFault } from './faults.ts';
import { wasm, type WasmMemory } from './wasm-host.ts';

const PAGE = 4096;
const WASM_PAGE = 65536;
/** 4 GiB is what 32-bit WebAssembly can address; stay well below. */
const LIMIT = 2 ** 31;
const HIGH = 2 ** 32;
/** Pages that no recording knows: see `ShadowPages`. There cannot be more than memory has. */
const MOST_SHADOWS = LIMIT / PAGE;

/** A range of modelled addresses whose pages appear, zeroed, when first touched. */
export interface Region {
  start: bigint;
  end: bigint;
}

export class LinearMemory {
  readonly wasm: WasmMemory;
  private bytes: Uint8Array;
  private words: Uint32Array;
  /** Linear offset of each page that has one. */
  private readonly frames = new Map<number, number>();
  private next: number;
  private readonly stackFirst: number;
  private readonly stackPages: number;

  constructor(
    stackSize: number,
    readonly regions: Region[],
  ) {
    this.next = LINEAR.stack + stackSize;
    this.wasm = new wasm.Memory({ initial: Math.ceil((this.next + 64 * PAGE) / WASM_PAGE) });
    this.bytes = new Uint8Array(this.wasm.buffer);
    this.words = new Uint32Array(this.wasm.buffer);
    this.words.fill(0xffff_ffff, LINEAR.tlb / 4, LINEAR.tlb / 4 + LINEAR.tlbEntries * 4);
    this.words.set(HIGH_HALVES, LINEAR.highHalves / 4);
    this.stackFirst = Number(STACK_BASE >> 12n);
    this.stackPages = (USER_STACK_SIZE + stackSize) / PAGE;
  }

  /** 32-bit words of the whole WebAssembly memory; valid until it grows. */
  get u32(): Uint32Array {
    return this.words;
  }

  private refresh(): void {
    this.bytes = new Uint8Array(this.wasm.buffer);
    this.words = new Uint32Array(this.wasm.buffer);
  }

  private newFrame(): number {
    const offset = this.next;
    this.next += PAGE;
    if (this.next > LIMIT)
      throw new RangeError('the program uses more than 2 GiB of modelled memory');
    const missing = this.next - this.wasm.buffer.byteLength;
    if (missing > 0) {
      this.wasm.grow(Math.max(Math.ceil(missing / WASM_PAGE), 64));
      this.refresh();
    }
    return offset;
  }

  /** Linear offset of a page, or -1 if there is none and none may appear. */
  private frameOf(page: number): number {
    const known = this.frames.get(page);
    if (known !== undefined) return known;
    if (page >= this.stackFirst && page < this.stackFirst + this.stackPages) {
      return LINEAR.frames + (page - this.stackFirst) * PAGE;
    }
    const address = BigInt(page) << 12n;
    if (!this.regions.some((r) => address >= r.start && address < r.end)) return -1;
    const frame = this.newFrame();
    this.frames.set(page, frame);
    return frame;
  }

  /** Linear offset of an address, entered into the translation buffer. Throws Oops if unmapped. */
  translate(address: bigint, access: 'read' | 'write'): number {
    const page = Number(address >> 12n);
    const frame = this.frameOf(page);
    if (frame < 0) throw pageFault(address, access);
    const entry = (LINEAR.tlb + (page % LINEAR.tlbEntries) * 16) / 4;
    this.words[entry] = page % HIGH;
    this.words[entry + 1] = Math.floor(page / HIGH);
    this.words[entry + 2] = frame;
    return frame + Number(address & 0xfffn);
  }

  /** Makes `page` show the bytes of `target`; 0 unmaps it. */
  map(page: number, target: number): void {
    if (target === 0) this.frames.delete(page);
    else {
      const frame = this.frameOf(target);
      if (frame < 0) throw pageFault(BigInt(target) << 12n, 'write');
      this.frames.set(page, frame);
    }
    const entry = (LINEAR.tlb + (page % LINEAR.tlbEntries) * 16) / 4;
    this.words.fill(0xffff_ffff, entry, entry + 2);
  }

  isMapped(page: number): boolean {
    return this.frameOf(page) >= 0;
  }

  /** Calls `visit` with the linear range of each part of a block that lies in one page. */
  private eachPart(
    address: bigint,
    length: number,
    access: 'read' | 'write',
    visit: (offset: number, count: number, done: number) => void,
  ): void {
    for (let done = 0; done < length;) {
      const at = BigInt.asUintN(64, address + BigInt(done));
      const count = Math.min(length - done, PAGE - Number(at & 0xfffn));
      visit(this.translate(at, access), count, done);
      done += count;
    }
  }

  /** A copy of the bytes. Throws Oops if any is unmapped. */
  read(address: bigint, length: number): Uint8Array {
    const result = new Uint8Array(length);
    this.eachPart(address, length, 'read', (offset, count, done) => {
      result.set(this.bytes.subarray(offset, offset + count), done);
    });
    return result;
  }

  /** Throws Oops, before anything is written, if any byte is unmapped. */
  write(address: bigint, bytes: Uint8Array): void {
    this.eachPart(address, bytes.length, 'write', () => undefined);
    this.eachPart(address, bytes.length, 'write', (offset, count, done) => {
      this.bytes.set(bytes.subarray(done, done + count), offset);
    });
  }

  readUint(address: bigint, size: number): bigint {
    let value = 0n;
    this.read(address, size).forEach((byte, i) => (value |= BigInt(byte) << BigInt(8 * i)));
    return value;
  }

  writeUint(address: bigint, size: number, value: bigint): void {
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i++) bytes[i] = Number((value >> BigInt(8 * i)) & 0xffn);
    this.write(address, bytes);
  }

  /** Bytes up to a NUL as latin1 text, at most `max`. */
  readString(address: bigint, max = 65536): string {
    let text = '';
    for (let at = address; text.length < max; at++) {
      const byte = this.bytes[this.translate(at, 'read')];
      if (byte === 0) break;
      text += String.fromCharCode(byte);
    }
    return text;
  }

  /** Pages that exist now, with their linear offsets; those of the stacks are not among them. */
  get existing(): ReadonlyMap<number, number> {
    return this.frames;
  }

  /** Copies of all pages that exist now, as a recording's starting point. */
  snapshot(): { page: number; bytes: Uint8Array }[] {
    const first = Number(ADDRESS.shadow >> 12n);
    const isRecorded = (page: number) => page < first || page >= first + MOST_SHADOWS;
    return [...this.frames]
      .filter(([page]) => isRecorded(page))
      .map(([page, frame]) => ({ page, bytes: this.bytes.slice(frame, frame + PAGE) }));
  }

  /** Copies of the stacks' pages. */
  stackSnapshot(): { page: number; bytes: Uint8Array }[] {
    return Array.from({ length: this.stackPages }, (_, i) => {
      const frame = LINEAR.frames + i * PAGE;
      return { page: this.stackFirst + i, bytes: this.bytes.slice(frame, frame + PAGE) };
    });
  }
}
