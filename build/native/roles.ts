/**
 * Pointers by what they point to. Two kernels, or a kernel and the model, put their objects at
 * different addresses, so words are compared after each known pointer is replaced by a name; every
 * other word is compared as the number that it is.
 */

/** One address space: where its vmemmap starts, and the objects that are known by name. */
export interface Space {
  vmemmap: bigint;
  objects: { name: string; address: bigint; size: bigint }[];
}

const VMEMMAP_BYTES = 1n << 40n;

/** `vmemmap+0x…`, `pgmap+0x…`, or the number itself. */
export function nameWord(value: bigint, space: Space): string {
  if (value >= space.vmemmap && value < space.vmemmap + VMEMMAP_BYTES) {
    return `vmemmap+0x${(value - space.vmemmap).toString(16)}`;
  }
  for (const { name, address, size } of space.objects) {
    if (value >= address && value < address + size) return `${name}+${value - address}`;
  }
  return `0x${value.toString(16)}`;
}

/** The little-endian 64-bit words of a row of bytes in hexadecimal. */
export function words(hex: string): bigint[] {
  const result: bigint[] = [];
  for (let at = 0; at < hex.length; at += 16) {
    const bytes = hex.slice(at, at + 16).match(/../g) ?? [];
    result.push(BigInt(`0x${bytes.reverse().join('')}`));
  }
  return result;
}

/** What was compared, for the summary: bytes equal as they are, bytes equal by role. */
export class Tally {
  pages = 0;
  exact = 0;
  byRole = 0;

  toString(): string {
    return `${this.pages} pages, ${this.exact + this.byRole} bytes: ${this.exact} equal as they are, ${this.byRole} by what the pointer points to`;
  }
}

/** Compares rows of bytes word by word; returns a description of each word that differs. */
export function compareWords(
  expected: { hex: string; space: Space },
  actual: { hex: string; space: Space },
  tally: Tally,
): string[] {
  const left = words(expected.hex);
  const right = words(actual.hex);
  if (left.length !== right.length) return [`${left.length} words, not ${right.length}`];
  tally.pages++;
  return left.flatMap((value, index) => {
    const want = nameWord(value, expected.space);
    const got = nameWord(right[index], actual.space);
    if (want !== got) return [`word ${index}: expected ${want}, got ${got}`];
    if (value === right[index]) tally.exact += 8;
    else tally.byRole += 8;
    return [];
  });
}
