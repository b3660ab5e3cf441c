/** Which of the names of some bytes is the valid one, and why: who wrote them last, as what. */
import type { AccessSite } from '../c/program.ts';
import type { Trace, WriteRef } from '../trace/index.ts';
import { samePlaceholder, sharesBytes, type Overlay } from './overlay.ts';

export interface Verdict {
  valid: boolean;
  reason: string;
}

/** The last writes of one page's words at one position, each looked up once. */
export class LastWrites {
  private readonly known = new Map<number, WriteRef | null>();

  constructor(
    readonly trace: Trace,
    private readonly position: number,
    readonly address: bigint,
  ) {}

  /** The last write of any of these bytes of the page among the steps before the position. */
  of({ offset, size }: { offset: number; size: number }): WriteRef | null {
    if (this.position <= 0) return null;
    const key = offset * 64 + size;
    let write = this.known.get(key);
    if (write === undefined) {
      write = this.trace.lastWrite(this.address + BigInt(offset), size, this.position - 1);
      this.known.set(key, write);
    }
    return write;
  }
}

/**
 * Judges one name among `all` names of its word. A name is valid when its bytes were last written
 * through it, or when no other name shares them. Bytes that were last written through no member
 * (memset, a bare pointer) make no name valid.
 */
export function judge(writes: LastWrites, overlay: Overlay, all: readonly Overlay[]): Verdict {
  const { trace, address } = writes;
  const write = writes.of(overlay);
  const alone = !all.some((other) => sharesBytes(overlay, other));
  if (!write)
    return { valid: alone, reason: alone ? 'never written; no other name' : 'never written' };
  const at = `by ${writerText(trace, write)}, step ${write.step}`;
  const names = all.filter((other) => writtenAs(write, address, other));
  const own = names.find((other) => other === overlay || samePlaceholder(other, overlay));
  if (own) {
    const others = names.filter((other) => !samePlaceholder(other, overlay));
    const shared = others.map((other) => other.member).join(', ');
    const also = shared === '' ? '' : ` (${asRecord(write.site)}: ${shared} read the same)`;
    return { valid: true, reason: `last written as ${own.member} ${at}${also}` };
  }
  const how = write.site.kind === 'block-write' ? 'filled' : 'written';
  if (alone) return { valid: true, reason: `last ${how} ${at}; no other name` };
  if (names[0]) {
    const written = names.map((other) => other.member).join(', ');
    return { valid: false, reason: `not the member last written (${written}, step ${write.step})` };
  }
  if (how === 'filled')
    return { valid: false, reason: `no member written since it was filled ${at}` };
  const through = write.site.text === '' ? '' : ` through ${write.site.text}`;
  return { valid: false, reason: `no member: written${through} ${at}` };
}

/** `set_compound_head ← prep_compound_tail`: the function that wrote and the one that called it. */
export function writerText(trace: Trace, write: WriteRef): string {
  const [frame, caller] = trace.callStack(write.step);
  const name = frame?.functionName ?? trace.step(write.step).functionName;
  return caller ? `${name} ← ${caller.functionName}` : name;
}

/** How a write named what it wrote: `struct page.compound_head`, or the lvalue as it stands in C. */
export function writtenText(site: AccessSite): string {
  if (!site.member) return site.text === '' ? 'bytes' : site.text;
  return `${site.member.record}.${site.member.path.join('.')}`;
}

function asRecord(site: AccessSite): string {
  return `as ${writtenText(site)}`;
}

/** True when `write` went through this name, or through a record inside or around it. */
export function writtenAs(
  write: Pick<WriteRef, 'site' | 'address'>,
  address: bigint,
  overlay: Overlay,
): boolean {
  const { member } = write.site;
  if (!member) return false;
  /*
   * Struct pages may be mapped twice: only the place inside the 4096-byte page counts, taken as the
   * distance from the start of this struct page.
   */
  const object = Number(BigInt.asIntN(12, write.address - address)) - member.offset;
  return overlay.views.some(({ leaf, base }) =>
    leaf.within.some(
      (level) =>
        level.record === member.record &&
        base + level.offset === object &&
        isWithin(plain(level.path), plain(member.path)),
    ),
  );
}

const plainPaths = new WeakMap<readonly string[], string>();

/** A path without array indexes, which an access through a variable index cannot name. */
function plain(path: readonly string[]): string {
  let text = plainPaths.get(path);
  if (text === undefined) {
    const names = path.map((part) => part.replace(/\[.*$/, '')).filter((part) => part !== '');
    text = names.map((name) => `${name}.`).join('');
    plainPaths.set(path, text);
  }
  return text;
}

/** A write of a record writes every member in it. */
const isWithin = (path: string, written: string) => path.startsWith(written);
