/** Constant folding of gcc's bit-counting builtins: they may stand in constant expressions. */

/**
 * The value of a builtin (its name without `__builtin_` and size suffix) on a constant of `bits` bits;
 * null for other builtins and where gcc leaves the result undefined (counting zeros of zero).
 */
export function foldBitBuiltin(name: string, value: bigint, bits: number): bigint | null {
  const word = BigInt.asUintN(bits, value);
  switch (name) {
    case 'clz':
      return word === 0n ? null : BigInt(bits - word.toString(2).length);
    case 'ctz':
      return word === 0n ? null : trailingZeros(word);
    case 'ffs':
      return word === 0n ? 0n : trailingZeros(word) + 1n;
    case 'popcount':
      return countOnes(word);
    case 'parity':
      return countOnes(word) & 1n;
    case 'clrsb': {
      const negative = word >> BigInt(bits - 1) === 1n;
      const different = negative ? BigInt.asUintN(bits, ~word) : word;
      return BigInt(bits - 1 - (different === 0n ? 0 : different.toString(2).length));
    }
    case 'bswap16':
    case 'bswap32':
    case 'bswap64':
      return swapBytes(word, bits / 8);
    default:
      return null;
  }
}

const trailingZeros = (word: bigint) => BigInt((word & -word).toString(2).length - 1);
const countOnes = (word: bigint) => BigInt(word.toString(2).replaceAll('0', '').length);

function swapBytes(word: bigint, bytes: number): bigint {
  let swapped = 0n;
  for (let i = 0; i < bytes; i++) {
    swapped = (swapped << 8n) | ((word >> BigInt(8 * i)) & 0xffn);
  }
  return swapped;
}
