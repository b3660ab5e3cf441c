import { describe, expect, it } from 'vitest';
import {
  chordOf,
  formatChord,
  isOfBrowsers,
  matchesChord,
  parseChord,
  refusedChord,
  sameChord,
  type KeyPress,
} from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const matches = (chord: string, key: KeyPress) => matchesChord(parseChord(chord), key);

describe('key chords', () => {
  it('tell capitals from small letters, however they are typed', () => {
    expect(matches('s', press('s'))).toBe(true);
    expect(matches('s', press('S', { shiftKey: true }))).toBe(false);
    expect(matches('S', press('S', { shiftKey: true }))).toBe(true);
    expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
  });

  it('take Shift into account for named keys', () => {
    expect(matches('F11', press('F11'))).toBe(true);
    expect(matches('F11', press('F11', { shiftKey: true }))).toBe(false);
    expect(matches('Alt+Shift+F11', press('F11', { shiftKey: true, altKey: true }))).toBe(true);
  });

  it('take Ctrl and Command alike, and Caps Lock for nothing', () => {
    expect(matches('Mod+k', press('k', { ctrlKey: true }))).toBe(true);
    expect(matches('Mod+k', press('K', { metaKey: true }))).toBe(true);
    expect(matches('Mod+k', press('k'))).toBe(false);
    expect(matches('k', press('k', { ctrlKey: true }))).toBe(false);
  });

  it('are shown as people write them', () => {
    expect(formatChord('Mod+k')).toBe('Ctrl+K');
    expect(formatChord('Mod+k', true)).toBe('⌘K');
    expect(formatChord('Alt+Shift+F11')).toBe('Alt+Shift+F11');
    expect(formatChord('ArrowLeft')).toBe('←');
    expect(formatChord('S')).toBe('S');
  });

  it.each<[string, Partial<KeyPress>, string | null]>([
    ['k', { ctrlKey: true }, 'Mod+k'],
    ['K', { ctrlKey: true, shiftKey: true }, 'Mod+k'],
    ['S', { shiftKey: true }, 'S'],
    ['F11', { shiftKey: true, altKey: true }, 'Alt+Shift+F11'],
    ['+', { metaKey: true }, 'Mod++'],
    ['ArrowUp', {}, 'ArrowUp'],
    ['Control', { ctrlKey: true }, null],
    ['Dead', {}, null],
  ])('are read from a press of %s %j: %s', (key, held, chord) => {
    expect(chordOf(press(key, held))).toBe(chord);
    if (chord !== null) expect(matches(chord, press(key, held))).toBe(true);
  });

  it('are the same when the same press means them', () => {
    const same = (a: string, b: string) => sameChord(parseChord(a), parseChord(b));
    expect(same('Mod+K', 'Mod+k')).toBe(true);
    expect(same('K', 'k')).toBe(false);
    expect(same('Shift+F1', 'F1')).toBe(false);
    expect(same('+', 'Mod++')).toBe(false);
  });

  it('leave to dialogs and browsers what these need', () => {
    expect(refusedChord('Escape')).toMatch(/^Esc is needed/);
    expect(refusedChord(' ')).toMatch(/^Space is needed/);
    expect(refusedChord('Mod+Enter')).toBe(null);
    expect(refusedChord('s')).toBe(null);
    expect(isOfBrowsers('Mod+W')).toBe(true);
    expect(isOfBrowsers('Mod+s')).toBe(false);
  });

  it('refuse a typing error', () => {
    expect(() => parseChord('Ctlr+K')).toThrow("not a key chord: 'Ctlr+K'");
  });
});
