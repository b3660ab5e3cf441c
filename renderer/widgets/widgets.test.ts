import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextTick, type Component } from 'vue';
import { createCommands, type CommandRegistry, type LabContext } from '../commands/index.ts';
import { commandsKey } from '../commands/use-commands.ts';
import { openRealLab } from '../testing/real-lab.ts';
import CallStack from './CallStack.vue';
import CommandPalette from './CommandPalette.vue';
import HelpDialog from './HelpDialog.vue';
import PageCardPane from './PageCardPane.vue';
import StateChips from './StateChips.vue';
import StepPane from './StepPane.vue';
import StoryBar from './StoryBar.vue';
import PageDetails from './memory/PageDetails.vue';

let context: LabContext;
let commands: CommandRegistry;
let start: number;
let tail: bigint;

beforeAll(async () => {
  context = await openRealLab();
  commands = createCommands(context);
  start = context.lab.position;
  tail = context.lab.selected?.address ?? 0n;
}, 60_000);
beforeEach(() => {
  context.lab.seek(start, 'left');
  context.lab.select(tail, 1);
});
afterEach(() => document.body.replaceChildren());

function show(component: Component, props: Record<string, unknown> = {}) {
  return mount(component, {
    props,
    attachTo: document.body,
    global: { provide: { [commandsKey as symbol]: commands } },
  });
}

describe('the story bar', () => {
  it('says where we are and what differs', () => {
    const bar = show(StoryBar);
    expect(bar.get('[data-testid=verdict]').text()).toContain(
      '0 stored bytes differ between the states; the readings do',
    );
    expect(bar.get('[data-testid=step]').text()).toContain('report_page()');
  });

  it('has a named button for each move', async () => {
    const bar = show(StoryBar);
    await bar.get('[data-command="step.over"]').trigger('click');
    expect(context.lab.position).toBeGreaterThan(start);
    for (const button of bar.findAll('button')) {
      expect(button.attributes('aria-label') ?? button.text()).not.toBe('');
    }
  });
});

describe('the page card', () => {
  it('merges equal bytes and marks the valid name with its reason', () => {
    const card = show(PageCardPane);
    expect(card.get('[data-testid=page-differs]').text()).toBe('0 bytes differ');
    const word = card.findAll('.word')[1];
    expect(word?.findAll('.line')).toHaveLength(1);
    expect(word?.get('.valid').text()).toContain('compound_head');
    expect(word?.get('.valid').attributes('title')).toMatch(
      /last written as compound_head .*, step \d+/,
    );
    expect(word?.get('.others').text()).toContain('pgmap');
  });

  it('leads to the step that wrote the word', async () => {
    const card = show(PageCardPane);
    const writer = card.findAll('.word')[1]?.get('.by button');
    const step = Number(/\d+/.exec(writer?.text() ?? '')?.[0]);
    await writer?.trigger('click');
    expect(context.lab.position).toBe(step);
    await nextTick();
    expect(card.findAll('.word')[1]?.get('.pending').text()).toMatch(
      /this step writes .*compound_head/,
    );
  });

  it('draws the folio, and says in a line who holds it', async () => {
    const card = show(PageCardPane);
    const boxes = card.findAll('.folio button');
    expect(boxes.map((box) => box.text())).toEqual(['H', '1', '2', '3', '4', '5', '6', '7', '15']);
    expect(card.get('[data-testid=counts-line]').text()).toContain('_refcount 1 = 1 driver');
    await boxes[0]?.trigger('click');
    expect(context.lab.selected?.address).toBe(tail - 64n);
  });

  it('is walked with the arrow keys', async () => {
    const card = show(PageCardPane);
    await card.get('.words').trigger('keydown', { key: 'ArrowDown' });
    expect(context.lab.selected?.word).toBe(2);
    await card.get('.words').trigger('keydown', { key: 'Home' });
    expect(context.lab.selected?.word).toBe(0);
  });
});

describe('who wrote this word', () => {
  it('lists the writes that belong to the map shown, and marks the one that holds', () => {
    const pane = show(PageDetails);
    const rows = pane.findAll('tbody tr').map((row) => row.text());
    expect(rows.some((row) => /list_head\.next/.test(row))).toBe(true);
    expect(rows.some((row) => /page\.pgmap/.test(row))).toBe(true);
    expect(rows.some((row) => /folio\.pgmap/.test(row))).toBe(true);
    expect(pane.findAll('tr.current')).toHaveLength(1);
    expect(pane.get('tr.current').text()).toMatch(/page\.compound_head.*now/);
    expect(pane.text()).toMatch(/last written as compound_head by set_compound_head/);
  });
});

describe('the other panes', () => {
  it('show one call stack where both states are in the same functions', () => {
    const stack = show(CallStack);
    expect(stack.findAll('ol')).toHaveLength(1);
    expect(stack.findAll('button').map((each) => each.get('.name').text())).toEqual([
      'report_page',
      'report_folios',
      'show_map',
      'lab_main',
    ]);
  });

  it('show what the next step reads', () => {
    expect(show(StepPane).text()).toContain('page->pgmap');
  });

  it('offer each state for each column', async () => {
    const chips = show(StateChips);
    await chips.get('[data-testid=state-posted-right]').trigger('click');
    expect(context.lab.right).toBe('posted');
    expect(chips.get('[data-testid=state-posted-right]').attributes('aria-pressed')).toBe('true');
    context.lab.choose('right', 'v9');
  });
});

describe('palette and help', () => {
  it('find a command by its words and run it with Enter', async () => {
    context.ui.palette = 'commands';
    const palette = show(CommandPalette, { context });
    await flushPromises();
    const input = document.querySelector<HTMLInputElement>('[role=combobox]');
    if (!input) throw new Error('no input');
    input.value = 'run end';
    input.dispatchEvent(new Event('input'));
    await nextTick();
    expect(document.querySelectorAll('[role=option]')).toHaveLength(1);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await flushPromises();
    expect(context.lab.position).toBe(context.lab.session?.trace.length);
    expect(context.ui.palette).toBe(null);
    palette.unmount();
  });

  it('list every command with its keys', async () => {
    const help = show(HelpDialog, { versions: { folioscope: '1' } });
    await flushPromises();
    const text = document.body.textContent ?? '';
    for (const command of commands.all()) expect(text).toContain(command.title);
    help.unmount();
  });
});
