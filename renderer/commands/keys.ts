/**
 * Key chords as people write them: `F10`, `Shift+F11`, `Mod+K`, `s`, `S`, `?`.
 *
 * A printable character is written as it appears (`S` means the capital, however it is typed), so
 * Shift is written only with named keys. `Mod` is Ctrl, or Command on a Mac.
 */
export interface Chord {
  /** `KeyboardEvent.key` that matches: one character as typed, or the name of a key. */
  key: string;
  mod: boolean;
  alt: boolean;
  shift: boolean;
}

/** What of a KeyboardEvent a chord looks at. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const MODIFIERS = ['Mod', 'Alt', 'Shift'];

/** Reads a chord; throws an Error for an unknown modifier, so that a typing error shows at start. */
export function parseChord(text: string): Chord {
  const parts = text === '+' ? ['+'] : text.split('+');
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1);
  const unknown = modifiers.find((name) => !MODIFIERS.includes(name));
  if (unknown !== undefined || key === '') throw new Error(`not a key chord: '${text}'`);
  return {
    key,
    mod: modifiers.includes('Mod'),
    alt: modifiers.includes('Alt'),
    shift: modifiers.includes('Shift'),
  };
}

/** Does this key press mean this chord? */
export function matchesChord(chord: Chord, press: KeyPress): boolean {
  if (chord.mod !== (press.ctrlKey || press.metaKey)) return false;
  if (chord.alt !== press.altKey) return false;
  const printable = chord.key.length === 1;
  // With a modifier, browsers report `K` or `k` depending on Shift and Caps Lock.
  if (printable && chord.mod) return chord.key.toLowerCase() === press.key.toLowerCase();
  if (printable) return chord.key === press.key;
  return chord.key === press.key && chord.shift === press.shiftKey;
}

const SHOWN: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** The chord for people: `Ctrl+K` or `⌘K`, `Shift+F11`, `s`. */
export function formatChord(text: string, mac = false): string {
  const chord = parseChord(text);
  const key = SHOWN[chord.key] ?? (chord.mod ? chord.key.toUpperCase() : chord.key);
  const parts: string[] = [];
  if (chord.mod) parts.push(mac ? '⌘' : 'Ctrl');
  if (chord.alt) parts.push(mac ? '⌥' : 'Alt');
  if (chord.shift) parts.push(mac ? '⇧' : 'Shift');
  return [...parts, key].join(mac ? '' : '+');
}
