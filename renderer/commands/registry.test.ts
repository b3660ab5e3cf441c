import { describe, expect, it, vi } from 'vitest';
import type { Command } from './command.ts';
import { menuGroups } from './menu.ts';
import { CommandRegistry } from './registry.ts';

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: 'View',
  keys: [],
  run: () => {},
  ...more,
});

describe('the command registry', () => {
  it('refuses two meanings of one id or key', () => {
    const registry = new CommandRegistry();
    registry.add([command('view.a', { keys: ['a'] })]);
    expect(() => registry.add([command('view.a')])).toThrow(/twice/);
    expect(() => registry.add([command('view.b', { keys: ['a'] })])).toThrow(/belongs to 'view.a'/);
  });

  it('runs only what is enabled', () => {
    const run = vi.fn();
    let enabled = false;
    const registry = new CommandRegistry();
    registry.add([command('view.a', { run, enabled: () => enabled })]);
    expect(registry.run('view.a')).toBe(false);
    enabled = true;
    expect(registry.run('view.a')).toBe(true);
    expect(run).toHaveBeenCalledOnce();
    expect(() => registry.run('view.typo')).toThrow(/no command/);
  });

  it('becomes a menu in the order of the groups', () => {
    const registry = new CommandRegistry();
    registry.add([command('view.a'), command('step.a', { group: 'Step', keys: ['F10', 'o'] })]);
    expect(menuGroups(registry)).toEqual([
      { label: 'Step', items: [{ id: 'step.a', label: 'step.a', key: 'F10' }] },
      { label: 'View', items: [{ id: 'view.a', label: 'view.a' }] },
    ]);
  });
});
