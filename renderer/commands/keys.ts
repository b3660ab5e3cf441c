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
  // The key + itself: `+`, `Mod++`.
  const parts = text.endsWith('+')
    ? [...text.slice(0, -1).split('+').filter(Boolean), '+']
    : text.split('+');
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
  ' ': 'Space',
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

/** Do both chords mean the same key press? */
export function sameChord(a: Chord, b: Chord): boolean {
  if (a.mod !== b.mod || a.alt !== b.alt) return false;
  const printable = a.key.length === 1;
  if (printable && a.mod) return a.key.toLowerCase() === b.key.toLowerCase();
  return a.key === b.key && (printable || a.shift === b.shift);
}

/** Keys that dialogs, lists and the browser itself need: no command may have them alone. */
const NEEDED = new Set(['Escape', 'Tab', 'Enter', ' ', 'Backspace', 'Delete']);
const HELD = new Set([
  'Control',
  'Meta',
  'Alt',
  'Shift',
  'AltGraph',
  'CapsLock',
  'Dead',
  'Process',
]);

/** The chord of a key press; null while only a key like Ctrl or Shift is down. */
export function chordOf(press: KeyPress): string | null {
  const { key } = press;
  if (HELD.has(key) || key === 'Unidentified') return null;
  const printable = key.length === 1 && key !== ' ';
  const mod = press.ctrlKey || press.metaKey;
  const parts: string[] = [];
  if (mod) parts.push('Mod');
  if (press.altKey) parts.push('Alt');
  if (press.shiftKey && !printable) parts.push('Shift');
  return [...parts, printable && mod ? key.toLowerCase() : key].join('+');
}

/** Why a chord cannot be given to a command; null if it can. */
export function refusedChord(text: string): string | null {
  const { key, mod, alt } = parseChord(text);
  if (NEEDED.has(key) && !mod && !alt) {
    return `${formatChord(text)} is needed to move around and to close dialogs`;
  }
  return null;
}

/** Chords that browsers keep for themselves: a page never hears of them. */
const OF_BROWSERS = ['Mod+w', 'Mod+t', 'Mod+n', 'Mod+Tab', 'Mod+Shift+Tab', 'Mod+q'];

export function isOfBrowsers(text: string): boolean {
  return OF_BROWSERS.some((other) => sameChord(parseChord(other), parseChord(text)));
}
