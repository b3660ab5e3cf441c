import { beforeEach, describe, expect, it } from 'vitest';
import type { Side } from '../model/session.ts';
import { openRealLab } from '../testing/real-lab.ts';
import { symbolView, type SymbolView } from '../model/symbol-view.ts';
import { findReferences, goToDefinition, showCard } from '../commands/source.ts';
import { createCommands, type LabContext } from '../commands/index.ts';

const MODEL = 'kernel/mm/mm_init.c';

let lab: LabContext;
beforeEach(async () => {
  lab = await openRealLab();
}, 120_000);

/** Puts the text cursor of a column on the first place of a text in a file. */
function pointAt(side: Side, file: string, text: string): void {
  const sources = lab.lab.sessions[side]?.sources.tree.read(file) ?? '';
  const before = sources.slice(0, sources.indexOf(text)).split('\n');
  expect(sources).toContain(text);
  lab.source.carets[side] = {
    side,
    file,
    line: before.length,
    column: before.at(-1)!.length + 1,
    length: 0,
  };
}

const shownText = (side: Side) => {
  const visit = lab.source.visits[side];
  if (!visit) return null;
  const text = lab.lab.sessions[side]?.sources.tree.read(visit.file) ?? '';
  return text.split('\n')[visit.line - 1]?.slice(visit.column - 1);
};

describe('going to a definition', () => {
  it('finds a function of another file, a member, a macro, and comes back', async () => {
    pointAt('left', MODEL, 'prep_compound_tail(');
    await goToDefinition(lab, 'left');
    expect(lab.source.visits.left?.file).toBe('kernel/mm/internal.h');
    expect(shownText('left')).toMatch(/^prep_compound_tail\(struct page/);
    expect(lab.ui.message.text).toContain('void prep_compound_tail(struct page *head');

    pointAt('left', 'kernel/mm/internal.h', 'compound_head');
    await goToDefinition(lab, 'left');
    const commands = createCommands(lab);
    expect(commands.run('source.back')).toBe(true);
    expect(lab.source.visits.left?.file).toBe('kernel/mm/internal.h');
    expect(commands.run('source.back')).toBe(true);
    expect(lab.source.visits.left?.file).toBe(MODEL);
    expect(commands.run('source.back')).toBe(false);
    expect(commands.run('source.forward')).toBe(true);
    expect(shownText('left')).toMatch(/^prep_compound_tail\(struct page/);
  }, 120_000);

  it('knows what each state has made of a member', async () => {
    const file = 'kernel/include/linux/mm_types.h';
    pointAt('left', file, 'pgmap;');
    pointAt('right', file, 'pgmap;');
    const left = await lab.symbols.ask('symbol', { state: 'before', ...lab.source.carets.left! });
    const right = await lab.symbols.ask('symbol', { state: 'v9', ...lab.source.carets.right! });
    expect(left?.member).toMatchObject({ record: 'struct page', offset: 8 });
    expect(right?.member).toMatchObject({ record: 'struct folio', offset: 8 });
    expect(left?.type?.name).toBe('struct dev_pagemap');
  }, 120_000);

  it('shows the same lines in the other column, until the cursor moves', async () => {
    pointAt('left', MODEL, 'prep_compound_tail(');
    await goToDefinition(lab, 'left');
    expect(lab.source.visits.right).toMatchObject({ file: 'kernel/mm/internal.h', active: false });
    expect(shownText('right')).toMatch(/prep_compound_tail/);
    lab.lab.seek(5);
    expect(lab.source.visits).toMatchObject({ left: null, right: null });
  }, 120_000);

  it('says why it stays where no name is, and what the configuration sets', async () => {
    pointAt('left', MODEL, '/*');
    await goToDefinition(lab, 'left');
    expect(lab.ui.message.text).toMatch(/No name that C knows stands at line/);
    expect(lab.source.visits.left).toBeNull();
  }, 120_000);
});

describe('finding references', () => {
  it('lists every place of a member once, the definition first, and walks through them', async () => {
    const file = 'kernel/include/linux/mm_types.h';
    pointAt('left', file, 'pgmap;');
    await findReferences(lab, 'left');
    const { places } = lab.source.references!.answer;
    expect(places[0]).toMatchObject({ file, role: 'definition' });
    expect(places.length).toBeGreaterThan(3);
    expect(places.every(({ text, at }) => text.startsWith('pgmap', at))).toBe(true);
    const keys = places.map(({ file: path, line, column }) => `${path}:${line}:${column}`);
    expect(new Set(keys).size).toBe(keys.length);

    const commands = createCommands(lab);
    commands.run('source.next-reference');
    expect(lab.source.visits.left).toMatchObject({ file: places[1]?.file, line: places[1]?.line });
    commands.run('source.previous-reference');
    commands.run('source.previous-reference');
    expect(lab.source.references?.at).toBe(places.length - 1);
  }, 120_000);
});

describe('what a name is', () => {
  /** The card of the name under the text cursor. */
  const card = async () => {
    await showCard(lab, 'left');
    const moment = lab.lab.moments.left;
    return symbolView(lab.source.card!.answer, moment);
  };
  const row = (view: SymbolView, label: RegExp) =>
    view.rows.find((each) => label.test(each.label))?.text;

  it('of a variable: type, size, its value at the step and who wrote it', async () => {
    const session = lab.lab.session!;
    lab.lab.seek(session.trace.stepsEntering('prep_compound_tail')[2]! + 2);
    pointAt('left', 'kernel/mm/internal.h', 'tail_idx)');
    const view = await card();
    expect(view).toMatchObject({ kind: 'parameter', declaration: 'int tail_idx' });
    expect(row(view, /^at step/)).toBe('tail_idx = 3');
    expect(row(view, /^written/)).toMatch(/^step [\d\u202f]+, .*prep_compound_tail/);
  }, 120_000);

  it('of a function that does not run: that it has none', async () => {
    lab.lab.seek(0);
    pointAt('left', 'kernel/mm/internal.h', 'tail_idx)');
    expect(row(await card(), /^at step/)).toMatch(/not running/);
  }, 120_000);

  it('of a struct: its layout; of a member: its place', async () => {
    const file = 'kernel/include/linux/mm_types.h';
    pointAt('left', file, 'page {');
    const page = await card();
    expect(page).toMatchObject({ kind: 'struct', declaration: 'struct page' });
    expect(row(page, /^size/)).toBe('64 bytes, aligned to 16');
    expect(page.layout).toMatch(/pgmap; .*8 +8 /);
    pointAt('left', file, 'pgmap;');
    expect(row(await card(), /^lies in/)).toBe('struct page, offset 8, 8 bytes');
  }, 120_000);
});
