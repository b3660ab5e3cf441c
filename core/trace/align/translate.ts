/**
 * What an address of one program is in another version of it: a patch that adds a function, a
 * variable or a local moves the addresses of others without changing what they mean.
 */
import type { Program } from '../../c/program.ts';
import type { Recording } from '../../machine/recording.ts';

interface Region {
  start: bigint;
  /** Address after the last byte. */
  end: bigint;
  /** Start of the same thing in the other program; null if it has no such thing. */
  other: bigint | null;
}

/** String constants are compared up to this length. */
const LONGEST_TEXT = 4096;

/** Translates from a program to another version of it. */
export class Translator {
  /** By address. */
  private readonly regions: Region[] = [];
  private readonly stackStart: bigint;
  private readonly stackEnd: bigint;
  private readonly otherStackStart: bigint;
  private readonly otherStackEnd: bigint;
  /** Only addresses with these upper halves can be in a region that has moved. */
  private readonly upperHalves = new Set<number>();
  private readonly constants: Constants;
  private readonly otherConstants: Constants;

  /** `functions`: per function of either program a number, equal for the same function. */
  constructor(from: Recording, to: Recording, functions: { from: Uint32Array; to: Uint32Array }) {
    this.constants = new Constants(from);
    this.otherConstants = new Constants(to);
    [this.stackStart, this.stackEnd] = stackOf(from);
    [this.otherStackStart, this.otherStackEnd] = stackOf(to);
    const others = named(to.program, functions.to);
    for (const [name, { start, size }] of named(from.program, functions.from)) {
      const other = others.get(name);
      if (other?.start === start) continue;
      this.regions.push({ start, end: start + BigInt(size), other: other?.start ?? null });
      this.upperHalves.add(Number(start >> 32n));
      this.upperHalves.add(Number((start + BigInt(size)) >> 32n));
    }
    this.regions.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  }

  /** Whether the address with these halves is on the stack that calls keep their frames on. */
  onStack(low: number, high: number): boolean {
    if (high >>> 0 !== Number(this.stackStart >> 32n)) return false;
    const address = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
    return address >= this.stackStart && address < this.stackEnd;
  }

  /** Whether the address may not simply be the same one in the other program. */
  mayMove(high: number): boolean {
    return this.upperHalves.has(high >>> 0);
  }

  /** The address of the same thing in the other program; null if the other has no such thing. */
  translate(address: bigint): bigint | null {
    let low = 0;
    let high = this.regions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.regions[middle]!.start <= address) low = middle + 1;
      else high = middle;
    }
    const region = this.regions[low - 1];
    if (!region || address >= region.end) return address;
    return region.other === null ? null : region.other + (address - region.start);
  }

  /**
   * Whether two values mean the same: equal, the same symbol, both places on the stack, or string
   * constants of the same text.
   */
  same(value: bigint, other: bigint): boolean {
    if (value === other) return true;
    if (value >= this.stackStart && value < this.stackEnd) {
      return other >= this.otherStackStart && other < this.otherStackEnd;
    }
    const translated = this.translate(value);
    if (translated !== value) return translated === other;
    const text = this.constants.textAt(value);
    return text !== null && text === this.otherConstants.textAt(other);
  }
}

/** What the program was loaded with, outside its variables: string constants. */
class Constants {
  private readonly pages = new Map<number, Uint8Array>();
  private readonly variables: { start: bigint; end: bigint }[];

  constructor({ program, initialPages }: Recording) {
    for (const { page, bytes } of initialPages) this.pages.set(page, bytes);
    this.variables = program.globals
      .map(({ address, type }) => ({ start: address, end: address + BigInt(type.size) }))
      .sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  /** The bytes up to a NUL, as latin1; null if the address is no place of a string constant. */
  textAt(address: bigint): string | null {
    if (this.inVariable(address)) return null;
    let text = '';
    for (let at = address; text.length < LONGEST_TEXT; at++) {
      const byte = this.pages.get(Number(at >> 12n))?.[Number(at & 0xfffn)];
      if (byte === undefined) return null;
      if (byte === 0) return text;
      text += String.fromCharCode(byte);
    }
    return text;
  }

  private inVariable(address: bigint): boolean {
    let low = 0;
    let high = this.variables.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.variables[middle]!.start <= address) low = middle + 1;
      else high = middle;
    }
    return low > 0 && address < this.variables[low - 1]!.end;
  }
}

/** From the stack base to the highest frame's end. */
function stackOf({ program, calls, stackBase }: Recording): [bigint, bigint] {
  let top = 0;
  for (let call = 0; call < calls.count; call++) {
    const { frameSize } = program.functions[calls.function[call]!]!;
    top = Math.max(top, calls.frame[call]! + frameSize);
  }
  return [stackBase, stackBase + BigInt(top)];
}

/** Functions by number, global variables by file and name, and equal ones by order. */
function named(
  program: Program,
  functions: Uint32Array,
): Map<string, { start: bigint; size: number }> {
  const result = new Map<string, { start: bigint; size: number }>();
  const add = (key: string, start: bigint, size: number) => {
    let n = 0;
    while (result.has(`${key}#${n}`)) n++;
    result.set(`${key}#${n}`, { start, size });
  };
  program.functions.forEach(({ address }, index) => {
    add(`function ${functions[index]}`, address, 1);
  });
  for (const { name, file, address, type } of program.globals) {
    add(`variable ${program.files[file]} ${name}`, address, Math.max(1, type.size));
  }
  return result;
}
