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

  it('gives commands other keys, and the usual ones back', () => {
    const registry = new CommandRegistry();
    registry.add([
      command('view.a', { keys: ['a', 'F2'] }),
      command('view.b', { keys: ['b'] }),
      command('view.c'),
    ]);
    const press = (key: string) => {
      const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
      return registry.find({ key, ...none })?.id ?? null;
    };
    const keys = () => registry.all().map((one) => one.keys.join(' '));
    expect(registry.rebind({ 'view.c': ['a'], 'view.gone': ['b'] })).toEqual([]);
    expect(keys()).toEqual(['F2', 'b', 'a']);
    expect([press('a'), press('b'), press('F2')]).toEqual(['view.c', 'view.b', 'view.a']);
    expect(registry.keyHint('view.a', 'view.c')).toBe(' (F2, a)');
    expect(registry.ownerOf('a')?.id).toBe('view.c');
    expect(registry.rebind({ 'view.a': [] })).toEqual([]);
    expect(keys()).toEqual(['', 'b', '']);
    expect(registry.keyHint('view.a')).toBe('');
    expect(registry.rebind({})).toEqual([]);
    expect(keys()).toEqual(['a F2', 'b', '']);
  });

  it('tells keys that cannot be: none at all, or one for two commands', () => {
    const registry = new CommandRegistry();
    registry.add([command('view.a', { keys: ['a'] }), command('view.b', { keys: ['b'] })]);
    const problems = registry.rebind({ 'view.a': ['Hyper+x', 'Mod+K'], 'view.b': ['Mod+k'] });
    expect(problems).toEqual([
      "view.a: not a key chord: 'Hyper+x'",
      'Ctrl+K is chosen for view.a and for view.b',
    ]);
    expect(registry.get('view.a').keys).toEqual(['Mod+K']);
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
