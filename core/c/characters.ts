/** Character codes that the scanner asks for by name. */
export const Code = {
  newline: 10,
  quote: 34,
  hash: 35,
  percent: 37,
  apostrophe: 39,
  star: 42,
  plus: 43,
  minus: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  less: 60,
  backslash: 92,
} as const;

/** Values of `CLASS`; what is greater than `space` may stand inside an identifier or a number. */
export const CharacterClass = { none: 0, space: 1, letter: 2, digit: 4 } as const;

/** Character classes of ASCII. Everything above is a letter, as in GCC. */
export const CLASS = new Uint8Array(128);
for (const code of [0, 9, 11, 12, 13, 32]) CLASS[code] = CharacterClass.space;
for (let code = 48; code <= 57; code++) CLASS[code] = CharacterClass.digit;
for (let code = 65; code <= 90; code++) {
  CLASS[code] = CharacterClass.letter;
  CLASS[code + 32] = CharacterClass.letter;
}
CLASS[95] = CharacterClass.letter; // `_`
CLASS[36] = CharacterClass.letter; // `$`, a GNU extension

/** Whether the code may follow the first letter of an identifier. NaN (end of the text) may not. */
export function continuesWord(code: number): boolean {
  return code < 128 ? CLASS[code] > CharacterClass.space : code >= 128;
}

/** Length of the universal character name (`\u00e9`, `\U0001F600`) at `at`; 0 if there is none. */
export function universalNameLength(text: string, at: number): number {
  const kind = text[at + 1];
  const length = kind === 'u' ? 6 : kind === 'U' ? 10 : 0;
  for (let index = 2; index < length; index++) {
    if (!'0123456789abcdefABCDEF'.includes(text[at + index] ?? ' ')) return 0;
  }
  return length;
}

/** Whether the text from `start` to `end` is a prefix of string literals: `L`, `u`, `U` or `u8`. */
export function isStringPrefix(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start);
  if (end - start === 2) return first === 117 && text.charCodeAt(start + 1) === 56;
  return end - start === 1 && (first === 76 || first === 85 || first === 117);
}

/** Whether a sign after this letter belongs to a preprocessing number: `1e-9`, `0x1p+4`. */
export function isExponentLetter(code: number): boolean {
  return code === 101 || code === 69 || code === 112 || code === 80;
}
