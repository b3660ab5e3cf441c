import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commandId } from '../../contract/command.ts';
import { openRealLab } from '../testing/real-lab.ts';
import { createCommands, type CommandRegistry, type LabContext } from './index.ts';

let context: LabContext;
let commands: CommandRegistry;
let start: number;

beforeAll(async () => {
  context = await openRealLab();
  commands = createCommands(context);
  start = context.lab.position;
}, 60_000);
beforeEach(() => context.lab.seek(start, 'left'));

describe('the lab’s commands', () => {
  it('have ids that the shell’s menu takes, and titles', () => {
    for (const command of commands.all()) {
      expect(commandId.safeParse(command.id).success, command.id).toBe(true);
      expect(command.title).not.toBe('');
    }
  });

  it('step forwards and back again', () => {
    commands.run('step.in');
    expect(context.lab.position).toBe(start + 1);
    commands.run('step.back-in');
    expect(context.lab.position).toBe(start);
    commands.run('step.out');
    const { lab } = context;
    expect(lab.position).toBeGreaterThan(start);
    commands.run('step.start');
    expect(lab.position).toBe(0);
    expect(commands.isEnabled('step.back-over')).toBe(false);
    commands.run('step.end');
    expect(lab.position).toBe(lab.session?.trace.length);
    expect(commands.isEnabled('step.over')).toBe(false);
  });

  it('find the three writes that word 1 of a tail got while it was registered', () => {
    const { lab } = context;
    const first = lab.selected;
    expect(first?.word).toBe(1);
    const seen: string[] = [];
    for (let times = 0; times < 3; times++) {
      expect(commands.run('go.previous-write')).toBe(true);
      const write = lab.session?.trace.nextWrite(lab.wordAddress ?? 0n, 8, lab.position - 1);
      seen.unshift(write?.site.text ?? '');
    }
    expect(seen[0]).toMatch(/next/);
    expect(seen[1]).toBe('page->pgmap');
    expect(seen[2]).toMatch(/compound_head/);
    expect(commands.run('go.next-write')).toBe(true);
  });

  it('walk the differences in both directions', () => {
    const { lab } = context;
    commands.run('difference.first');
    const at = lab.position;
    expect(at).toBe(lab.pairing?.alignment.first?.left);
    commands.run('difference.next');
    expect(lab.position).toBeGreaterThan(at);
    commands.run('difference.previous');
    expect(lab.position).toBe(at);
    commands.run('difference.next-reading');
    expect(lab.position).toBe(start);
  });

  it('choose states by number, swap, and let the other column drive', () => {
    const { lab } = context;
    commands.run('state.swap');
    expect([lab.left, lab.right]).toEqual(['v9', 'before']);
    expect(lab.side).toBe('right');
    expect(lab.position).toBe(start);
    commands.run('state.swap');
    commands.run('state.switch-column');
    expect(lab.side).toBe('right');
    commands.run('state.choose-2');
    expect(lab.right).toBe('posted');
    expect(commands.isEnabled('state.choose-3')).toBe(true);
    commands.run('state.choose-3');
    expect([lab.left, lab.right]).toEqual(['before', 'v9']);
  });

  it('move the selection from page to page and from word to word', () => {
    const { lab } = context;
    const from = lab.selected?.address ?? 0n;
    commands.run('page.next');
    expect(lab.selected?.address).toBe(from + 64n);
    commands.run('page.previous');
    commands.run('page.next-word');
    expect(lab.selected).toEqual({ address: from, word: 2 });
    commands.run('page.previous-word');
    expect(lab.selected).toEqual({ address: from, word: 1 });
  });

  it('open the palette for what needs an answer', () => {
    commands.run('go.function');
    expect(context.ui.palette).toBe('function');
    context.ui.palette = null;
  });
});
