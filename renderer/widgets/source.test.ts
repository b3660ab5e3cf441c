import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCommands, type CommandRegistry, type LabContext } from '../commands/index.ts';
import { findReferences } from '../commands/source.ts';
import { commandsKey } from '../commands/use-commands.ts';
import { openRealLab } from '../testing/real-lab.ts';
import SymbolCard from './code/SymbolCard.vue';
import SourceColumns from './SourceColumns.vue';

const TYPES = 'kernel/include/linux/mm_types.h';

let context: LabContext;
let commands: CommandRegistry;
beforeAll(async () => {
  context = await openRealLab();
  commands = createCommands(context);
}, 120_000);
afterEach(() => document.body.replaceChildren());

const show = () =>
  mount(SourceColumns, {
    attachTo: document.body,
    global: { provide: { [commandsKey as symbol]: commands } },
  });

/** The place of a text in the left state's sources. */
function find(file: string, text: string) {
  const lines = (context.lab.sessions.left?.sources.tree.read(file) ?? '').split('\n');
  const at = lines.findIndex((line) => line.includes(text));
  const column = (lines[at] ?? '').indexOf(text) + 1;
  return { side: 'left' as const, file, line: at + 1, column, length: text.length };
}

describe('the sources', () => {
  it('show a place that is gone to in both columns, and the step again', async () => {
    const sources = show();
    const place = () => sources.get('[data-testid=source-left] .place').text();
    const before = place();
    context.source.go(find(TYPES, 'pgmap;'));
    await flushPromises();
    expect(place()).toContain('mm_types.h');
    expect(sources.get('[data-testid=source-right] .place').text()).toContain('mm_types.h');
    commands.run('source.cursor');
    await flushPromises();
    expect(place()).toBe(before);
    sources.unmount();
  });

  it('are one text with the lines that each state has alone', async () => {
    const sources = show();
    commands.run('source.unified');
    context.source.go(find(TYPES, 'pgmap;'));
    await flushPromises();
    const text = sources.get('[data-testid=source-unified]');
    expect(text.get('header').text()).toContain('mm_types.h');
    expect(text.get('.cm-changed-left').text()).toContain('pgmap');
    commands.run('source.unified');
    await flushPromises();
    expect(sources.find('[data-testid=source-unified]').exists()).toBe(false);
    sources.unmount();
  });

  it('list references that lead to their places', async () => {
    const sources = show();
    context.source.carets.left = find(TYPES, 'pgmap;');
    await findReferences(context, 'left');
    await flushPromises();
    const items = sources.findAll('[data-testid=references] li button');
    expect(items[0]?.text()).toContain('defined');
    expect(items[0]?.find('b').text()).toBe('pgmap');
    await items[1]?.trigger('click');
    expect(context.source.visits.left?.file).toBe(
      context.source.references?.answer.places[1]?.file,
    );
    await sources.get('[aria-label="Close the references"]').trigger('click');
    expect(sources.find('[data-testid=references]').exists()).toBe(false);
    sources.unmount();
  }, 120_000);
});

it('a card tells the layout of a struct and closes with Escape', async () => {
  const spot = { state: 'before', ...find(TYPES, 'page {') };
  const answer = await context.symbols.ask('symbol', spot);
  const card = mount(SymbolCard, { props: { answer: answer!, moment: context.lab.moments.left } });
  expect(card.text()).toContain('64 bytes');
  expect(card.get('pre').text()).toContain('compound_head');
  await card.get('[role=dialog]').trigger('keydown', { key: 'Escape' });
  expect(card.emitted('close')).toHaveLength(1);
}, 120_000);
