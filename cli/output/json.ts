/** The stable form of `--json`: one document, 64-bit numbers and bytes as hexadecimal text. */

/** Values of 64 bits as `0x…`, bytes as bare hexadecimal digits in memory order. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_key, item: unknown) => {
      if (typeof item === 'bigint') return `0x${item.toString(16)}`;
      if (item instanceof Uint8Array) return Buffer.from(item).toString('hex');
      return item;
    },
    2,
  );
  return `${text}\n`;
}
