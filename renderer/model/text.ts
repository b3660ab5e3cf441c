import type { AccessSite } from '../../core/index.ts';

/** `0xffffea03f3600001`, lower case, without leading zeros. */
export const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** Bytes as the hex dump shows them. */
export const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0');

/** Little-endian bytes as a number. */
export function toNumber(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** Thousands apart by a narrow space: `67 584`. */
export const count = (value: number): string =>
  String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');

/** `1 byte`, `2 bytes`. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** How an access names what it touches: `page->lru.next`, or the C text where no member is known. */
export function memberText(site: AccessSite): string {
  return site.member ? site.member.path.join('.') : site.text;
}

/** The file's name without its folders: headers become `linux/mm.h`. */
export function shortFile(path: string): string {
  return path.replace(/^(kernel\/include|kernel|scenarios\/[^/]+)\//, '');
}
