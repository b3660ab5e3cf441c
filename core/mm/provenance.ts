/** Which of the names of some bytes is the valid one, and why: who wrote them last, as what. */
import type { AccessSite } from '../c/program.ts';
import type { Trace, WriteRef } from '../trace/index.ts';
import { samePlaceholder, sharesBytes, type Overlay } from './overlay.ts';

export interface Verdict {
  valid: boolean;
  reason: string;
}

/** The last write of the name's bytes among the steps before `position`. */
export function lastWriter(
  trace: Trace,
  position: number,
  address: bigint,
  overlay: Overlay,
): WriteRef | null {
  if (position <= 0) return null;
  return trace.lastWrite(address + BigInt(overlay.offset), overlay.size, position - 1);
}

/**
 * Judges one name among all names of a page. A name is valid when its bytes were last written
 * through it, or when no other name shares them. Bytes that were last written through no member
 * (memset, a bare pointer) make no name valid.
 */
export function judge(
  trace: Trace,
  position: number,
  address: bigint,
  overlay: Overlay,
  all: readonly Overlay[],
): Verdict {
  const write = lastWriter(trace, position, address, overlay);
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
export function writtenAs(write: WriteRef, address: bigint, overlay: Overlay): boolean {
  const { member } = write.site;
  if (!member) return false;
  const path = plain(member.path);
  return overlay.views.some(({ leaf, base }) => {
    /* Struct pages may be mapped twice: only the place inside the 4096-byte page counts. */
    const start = base + BigInt(leaf.offset);
    const distance = BigInt.asIntN(12, write.address - start);
    const object = start + distance - BigInt(member.offset);
    return leaf.within.some(
      (level) =>
        level.record === member.record &&
        base + BigInt(level.offset) === object &&
        startsWith(plain(level.path), path),
    );
  });
}

/** Paths without array indexes, which an access through a variable index cannot name. */
function plain(path: readonly string[]): string[] {
  return path.map((part) => part.replace(/\[.*$/, '')).filter((part) => part !== '');
}

function startsWith(path: string[], prefix: string[]): boolean {
  return prefix.every((part, index) => path[index] === part);
}
