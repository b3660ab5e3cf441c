/** Numbers and bytes in hexadecimal. */

/** `0x…`, padded with zeros to `digits`. */
export function hex(value: bigint | number, digits = 1): string {
  return `0x${value.toString(16).padStart(digits, '0')}`;
}

/** `04 20 00 c0`, in memory order. */
export function hexBytes(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The little-endian number in up to eight bytes, all its digits shown. */
export function hexWord(bytes: Uint8Array): string {
  const digits = [...bytes].reverse().map((byte) => byte.toString(16).padStart(2, '0'));
  return `0x${digits.join('')}`;
}
