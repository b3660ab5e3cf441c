/** Values as JSON that other programs read without loss. */

/** One document: 64-bit numbers as `0x…`, bytes as bare hexadecimal digits in memory order. */
export function toJsonText(value: unknown): string {
  const replace = (_key: string, item: unknown) => {
    if (typeof item === 'bigint') return `0x${item.toString(16)}`;
    if (item instanceof Uint8Array) return hexDigits(item);
    return item;
  };
  return `${JSON.stringify(value, replace, 2)}\n`;
}

export function hexDigits(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
