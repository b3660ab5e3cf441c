/** Comparing what two matched steps, or two matched runs of a statement, read, wrote and said. */
import type { Memory } from '../../machine/memory.ts';
import { fromHalves } from '../accesses.ts';
import type { Trace } from '../trace.ts';
import { READ, WRITE } from './bundle.ts';
import type { Bundle, ValueEvent } from './bundle.ts';
import { hex, pairText, siteText } from './texts.ts';
import type { Translator } from './translate.ts';

/** What was found to differ. */
export interface Finding {
  /** Made when asked for. */
  text: () => string;
  /** Equal for findings at the same places of both programs. */
  key: string;
  /** The member that holds different values, `struct page.pgmap`; null where no member is named. */
  member: string | null;
}
export type Report = (kind: 'reading' | 'bytes', text: Finding) => void;

/** Runs with more reads than this are compared in order, not by the best pairing of members. */
const MOST_READS = 64;

export class Comparer {
  constructor(
    private readonly left: Trace,
    private readonly right: Trace,
    private readonly leftMemory: Memory,
    private readonly rightMemory: Memory,
    private readonly toRight: Translator,
    private readonly toLeft: Translator,
  ) {}

  /** Two steps of the same, unchanged statement. `cutOff`: one of them did not finish. */
  even(left: Bundle, right: Bundle, cutOff: boolean, report: Report): void {
    const reading = this.readsInOrder(left.reads, right.reads) ?? this.values(left, right);
    if (reading) report('reading', reading);
    const bytes = cutOff ? null : this.writes(left.writes, right.writes);
    if (bytes) report('bytes', bytes);
  }

  /** Two whole runs of a statement that a patch changed, or that made different calls. */
  uneven(left: Bundle, right: Bundle, cutOff: boolean, report: Report): void {
    const reading = this.readsByMember(left.reads, right.reads) ?? this.values(left, right);
    if (reading) report('reading', reading);
    const bytes = cutOff ? null : this.writes(left.writes, right.writes);
    if (bytes) report('bytes', bytes);
  }

  /** A one-sided write (a row of `Bundle.writes`) that is that side's last one and shows. */
  loneWrite(row: number[], side: 'left' | 'right', step: number): Finding | null {
    const isLeft = side === 'left';
    const finding = isLeft ? this.writes(row, []) : this.writes([], row);
    if (!finding) return null;
    const [site, low, high, size] = row as [number, number, number, number];
    const trace = isLeft ? this.left : this.right;
    const last = trace.lastWrite(fromHalves(low, high), size, trace.length - 1);
    if (last?.step !== step) return null;
    const text = siteText(trace, site);
    const tail = finding.text();
    const key = `${side} only ${finding.key}`;
    return { ...finding, key, text: () => `${text} is written on the ${side} only: ${tail}` };
  }

  private readsInOrder(left: number[], right: number[]): Finding | null {
    const count = Math.min(left.length, right.length);
    let address: Finding | null = null;
    for (let i = 0; i < count; i += READ) {
      const sameValue = left[i + 4] === right[i + 4] && left[i + 5] === right[i + 5];
      const sameAddress = left[i + 1] === right[i + 1] && left[i + 2] === right[i + 2];
      if (sameValue && sameAddress && left[i + 3] === right[i + 3]) continue;
      // From here on the two took different ways through the expression.
      if (siteText(this.left, left[i]!) !== siteText(this.right, right[i]!)) break;
      if (!sameValue && !this.sameValues(left, i, right, i)) {
        return this.readingText(left, i, right, i);
      }
      if (!sameAddress && !address && !this.sameAddresses(left, i, right, i)) {
        const [a, b] = [addressOf(left, i), addressOf(right, i)];
        const name = siteText(this.left, left[i]!);
        const text = () => pairText(name, name, 'is read at', hex(a), hex(b));
        const key = `address ${left[i]} ${right[i]}`;
        address = { text, key, member: memberOf(this.left, left[i]!) };
      }
    }
    return address;
  }

  /** Pairs reads of members of one name, whatever record they are reached through. */
  private readsByMember(left: number[], right: number[]): Finding | null {
    const a = rowsOf(left).map((i) => leafOf(this.left, left[i]!));
    const b = rowsOf(right).map((i) => leafOf(this.right, right[i]!));
    for (const [x, y] of pairLeaves(a, b)) {
      const [i, j] = [x * READ, y * READ];
      if (!this.sameValues(left, i, right, j)) return this.readingText(left, i, right, j);
    }
    return null;
  }

  private sameValues(left: number[], i: number, right: number[], j: number): boolean {
    if (left[i + 4] === right[j + 4] && left[i + 5] === right[j + 5]) return true;
    // Only whole pointers can mean the same while they differ.
    if (left[i + 3] !== 8 || right[j + 3] !== 8) return false;
    return this.toRight.same(valueOf(left, i), valueOf(right, j));
  }

  private sameAddresses(left: number[], i: number, right: number[], j: number): boolean {
    return this.toRight.same(addressOf(left, i), addressOf(right, j));
  }

  private readingText(left: number[], i: number, right: number[], j: number): Finding {
    const names = [siteText(this.left, left[i]!), siteText(this.right, right[j]!)] as const;
    const sizes = [left[i + 3]!, right[j + 3]!] as const;
    const key = `${left[i]} ${right[j]}`;
    const member = memberOf(this.left, left[i]!) ?? memberOf(this.right, right[j]!);
    if (sizes[0] > 8 || sizes[1] > 8) {
      const text = () => `${names[0]} (${sizes[0]} bytes) reads differently left and right`;
      return { text, key, member };
    }
    const [a, b] = [valueOf(left, i), valueOf(right, j)];
    return { text: () => pairText(...names, 'reads', hex(a), hex(b)), key, member };
  }

  /** `lab_value` events of one name that differ, pair by pair. */
  private values(left: Bundle, right: Bundle): Finding | null {
    const rest = [...right.values];
    for (const a of left.values) {
      const at = rest.findIndex((one) => one.name === a.name);
      if (at < 0) continue;
      const [b] = rest.splice(at, 1) as [ValueEvent];
      const name = `lab_value "${a.name}"`;
      const [x, y] = [a.value, b.value];
      if (this.toRight.same(x, y)) continue;
      return { text: () => pairText(name, name, 'is', hex(x), hex(y)), key: name, member: null };
    }
    return null;
  }

  /** The first range written on either side that now holds different bytes. */
  private writes(left: number[], right: number[]): Finding | null {
    for (let i = 0; i < left.length; i += WRITE) {
      const finding = this.range(left, i, 'left');
      if (finding) return finding;
    }
    for (let i = 0; i < right.length; i += WRITE) {
      const sameAsLeft =
        left[i + 1] === right[i + 1] &&
        left[i + 2] === right[i + 2] &&
        left[i + 3] === right[i + 3] &&
        !this.toRight.mayMove(right[i + 2]!);
      const finding = sameAsLeft ? null : this.range(right, i, 'right');
      if (finding) return finding;
    }
    return null;
  }

  private range(rows: number[], i: number, side: 'left' | 'right'): Finding | null {
    const isLeft = side === 'left';
    const low = rows[i + 1]!;
    const high = rows[i + 2]!;
    const size = rows[i + 3]!;
    const translator = isLeft ? this.toRight : this.toLeft;
    if (!translator.mayMove(high) && size <= 8 && (low >>> 0) + size <= 0x1_0000_0000) {
      const first = Math.min(size, 4);
      const same =
        this.leftMemory.peek(low, high, first) === this.rightMemory.peek(low, high, first) &&
        (size <= 4 ||
          this.leftMemory.peek(low + 4, high, size - 4) ===
            this.rightMemory.peek(low + 4, high, size - 4));
      if (same) return null;
    }
    const here = fromHalves(low, high);
    const there = translator.translate(here);
    if (there === null) return null;
    const a = this.leftMemory.read(isLeft ? here : there, size);
    const b = this.rightMemory.read(isLeft ? there : here, size);
    const differing = this.differingBytes(a, b, here);
    if (differing === 0) return null;
    const trace = isLeft ? this.left : this.right;
    const name = siteText(trace, rows[i]!);
    const key = `${side} ${rows[i]}`;
    const member = memberOf(trace, rows[i]!);
    if (size > 8) {
      const text = () => `${differing} of ${size} bytes of ${name} at ${hex(here)} differ`;
      return { text, key, member };
    }
    const [x, y] = [unsigned(a), unsigned(b)];
    const place = `${name} at ${hex(here)}`;
    return { text: () => pairText(place, place, 'holds', hex(x), hex(y)), key, member };
  }

  /** How many bytes differ, leaving out aligned words that mean the same on both sides. */
  private differingBytes(a: Uint8Array, b: Uint8Array, address: bigint): number {
    let count = 0;
    const shift = Number(address & 7n);
    for (let i = 0; i < a.length; i++) {
      if (a[i] === b[i]) continue;
      const word = i - ((i + shift) & 7);
      if (word >= 0 && word + 8 <= a.length) {
        const [x, y] = [unsigned(a.subarray(word, word + 8)), unsigned(b.subarray(word, word + 8))];
        if (this.toRight.same(x, y)) {
          i = word + 7;
          continue;
        }
      }
      count++;
    }
    return count;
  }
}

function rowsOf(reads: number[]): number[] {
  return Array.from({ length: reads.length / READ }, (_, row) => row * READ);
}

function addressOf(rows: number[], i: number): bigint {
  return fromHalves(rows[i + 1]!, rows[i + 2]!);
}

function valueOf(rows: number[], i: number): bigint {
  return rows[i + 3]! > 8 ? 0n : fromHalves(rows[i + 4]!, rows[i + 5]!);
}

function unsigned(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}

function memberOf(trace: Trace, site: number): string | null {
  const { member } = trace.program.sites[site]!;
  return member ? `${member.record}.${member.path.join('.')}` : null;
}

function leafOf(trace: Trace, site: number): string {
  const { member, text } = trace.program.sites[site]!;
  return member?.path.at(-1) ?? text;
}

/** Pairs of indexes of equal names, in order, as many as possible. */
function pairLeaves(a: string[], b: string[]): [number, number][] {
  const pairs: [number, number][] = [];
  if (a.length > MOST_READS || b.length > MOST_READS) {
    for (let i = 0, j = 0; i < a.length; i++) {
      // Looking ahead without a bound would take quadratic time.
      const at = b.slice(j, j + MOST_READS).indexOf(a[i]!) + j;
      if (at < j) continue;
      pairs.push([i, at]);
      j = at + 1;
    }
    return pairs;
  }
  const width = b.length + 1;
  const best = new Uint8Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i * width + j] =
        a[i] === b[j]
          ? best[(i + 1) * width + j + 1]! + 1
          : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}
