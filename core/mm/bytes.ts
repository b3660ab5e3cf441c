/** Little-endian integers out of bytes. */

/** The unsigned value of up to 16 bytes. */
export function toUint(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let index = bytes.length - 1; index >= 0; index--) {
    value = (value << 8n) | BigInt(bytes[index] ?? 0);
  }
  return value;
}

/** `width` bits from bit `start` on, counted from the lowest bit of the first byte. */
export function toBits(bytes: Uint8Array, start: number, width: number): bigint {
  return (toUint(bytes) >> BigInt(start)) & ((1n << BigInt(width)) - 1n);
}

/** `0x…`, without leading zeros. */
export function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
