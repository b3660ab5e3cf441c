import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForKeys } from './listen.ts';
import { CommandRegistry } from './registry.ts';

const step = vi.fn();
const down = vi.fn();
let blocked = false;
let stop = () => {};

beforeEach(() => {
  const registry = new CommandRegistry();
  registry.add([
    { id: 'step.in', title: '', group: 'Step', keys: ['s', 'F11'], run: step },
    { id: 'page.down', title: '', group: 'Page', keys: ['ArrowDown'], run: down },
    { id: 'step.never', title: '', group: 'Step', keys: ['F10'], run: step, enabled: () => false },
  ]);
  stop = listenForKeys(registry, () => blocked);
});
afterEach(() => {
  stop();
  blocked = false;
  vi.clearAllMocks();
  document.body.replaceChildren();
});

function press(key: string, html = '<p id="x"></p>'): KeyboardEvent {
  document.body.innerHTML = html;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  document.querySelector('#x')?.dispatchEvent(event);
  return event;
}

describe('listening for keys', () => {
  it('runs the command and keeps the browser out of it', () => {
    expect(press('s').defaultPrevented).toBe(true);
    expect(step).toHaveBeenCalledOnce();
    expect(press('F10').defaultPrevented).toBe(true);
    expect(step).toHaveBeenCalledOnce();
  });

  it('leaves letters to a text field, but not function keys', () => {
    press('s', '<input id="x" />');
    expect(step).not.toHaveBeenCalled();
    press('F11', '<input id="x" />');
    expect(step).toHaveBeenCalledOnce();
  });

  it('leaves arrows to a focused pane', () => {
    press('ArrowDown', '<div data-pane-focus><p id="x"></p></div>');
    expect(down).not.toHaveBeenCalled();
    press('ArrowDown');
    expect(down).toHaveBeenCalledOnce();
  });

  it('rests while a dialog is open, and after it was stopped', () => {
    blocked = true;
    press('s');
    blocked = false;
    stop();
    press('s');
    expect(step).not.toHaveBeenCalled();
  });
});
