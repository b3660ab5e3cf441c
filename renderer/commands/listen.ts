import type { CommandRegistry } from './registry.ts';

/** Where typed characters are text, not commands. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A source has a text cursor, but nothing can be typed into it.
  if (target.closest('[aria-readonly="true"]')) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Keys that move inside a focused pane (scrolling at least) before they mean anything to the lab. */
const OWN_KEYS = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'Enter',
  ' ',
]);

function hasOwnKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-own-keys], [data-pane-focus]') !== null;
}

/**
 * Turns key presses into commands, for the whole window. A widget that used a key itself has called
 * preventDefault; a dialog keeps its keys.
 * @returns a function that stops listening
 */
export function listenForKeys(registry: CommandRegistry, blocked: () => boolean): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || blocked()) return;
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (takesText(event.target) && !modified && !/^F\d+$/.test(event.key)) return;
    if (event.target instanceof HTMLButtonElement && [' ', 'Enter'].includes(event.key)) return;
    if (!modified && OWN_KEYS.has(event.key) && hasOwnKeys(event.target)) return;
    const command = registry.find(event);
    if (!command) return;
    // Also when it is disabled: F10 must never open a browser menu half of the time.
    event.preventDefault();
    registry.run(command.id);
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
