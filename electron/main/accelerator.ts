const NAMED: Record<string, string> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Enter: 'Return',
  Escape: 'Esc',
  Tab: 'Tab',
  Delete: 'Delete',
  Backspace: 'Backspace',
  ' ': 'Space',
  Space: 'Space',
};

const MODIFIERS: Record<string, string> = { Mod: 'CommandOrControl', Alt: 'Alt', Shift: 'Shift' };

/**
 * The renderer's key chord in Electron's notation, or undefined where Electron has no word for it (it would throw).
 * A bare capital is a Shift: the renderer writes characters as they appear.
 */
export function toAccelerator(chord: string): string | undefined {
  const parts = chord.split('+');
  const key = parts.pop() ?? '';
  const modifiers = parts.map((name) => MODIFIERS[name]);
  if (modifiers.includes(undefined as never)) return undefined;
  const named = NAMED[key] ?? (/^F([1-9]|1\d|2[0-4])$/.test(key) ? key : undefined);
  if (named !== undefined) return [...modifiers, named].join('+');
  if (!/^[A-Za-z0-9]$/.test(key)) return undefined;
  if (/^[A-Z]$/.test(key) && !parts.includes('Mod') && !parts.includes('Shift')) {
    modifiers.push('Shift');
  }
  return [...modifiers, key.toUpperCase()].join('+');
}
