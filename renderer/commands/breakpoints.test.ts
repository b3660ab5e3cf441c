import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nearestHit, readBreakpoints } from '../model/breakpoints.ts';
import { captureSession, restoreSession } from '../session/capture.ts';
import { readSession } from '../session/file.ts';
import { openRealLab, settled } from '../testing/real-lab.ts';
import { breakpointItems } from '../widgets/palette-breakpoints.ts';
import { runTo, toggleAt } from './breakpoints.ts';
import type { LabContext } from './index.ts';

let context: LabContext;
beforeAll(async () => {
  context = await openRealLab();
}, 120_000);
beforeEach(() => {
  context.breakpoints.restore([]);
  context.lab.seek(0, 'left');
});

const here = () => context.lab.stacks.left[0];
const onFunction = (name: string, condition = '') =>
  context.breakpoints.add({ target: { kind: 'function', name }, condition });

describe('running to breakpoints', () => {
  it('stops at each hit, forwards and backwards, and says which one it is', async () => {
    const { lab, ui } = context;
    onFunction('prep_compound_tail');
    await runTo(context, 1);
    expect(here()?.functionName).toBe('prep_compound_tail');
    expect(ui.message.text).toMatch(/^Stopped: prep_compound_tail\(\), hit 1 of \d+/);
    const first = lab.position;
    await runTo(context, 1);
    expect(lab.position).toBeGreaterThan(first);
    await runTo(context, -1);
    expect(lab.position).toBe(first);
    await runTo(context, -1);
    expect(lab.position).toBe(0);
    expect(ui.message.text).toContain('this is its start');
  });

  it('stops only where the condition holds', async () => {
    onFunction('prep_compound_tail', 'tail_idx == 3');
    await runTo(context, 1);
    const local = here();
    expect(local?.functionName).toBe('prep_compound_tail');
    const run = context.breakpoints.hits(context.breakpoints.list[0]!, context.lab.session!);
    const all = context.lab.session!.trace.stepsEntering('prep_compound_tail').length;
    expect(run).toMatchObject({ kind: 'ready', failed: 0 });
    expect(run?.kind === 'ready' && run.positions.length).toBe(all / 15);
  });

  it('stops at writes of a word, and where a field gets a value', async () => {
    const { lab, breakpoints } = context;
    const address = `0x${lab.wordAddress!.toString(16)}`;
    breakpoints.add({
      target: { kind: 'word', address, size: 8 },
      condition: '$value + 1 && ($value & 1)',
    });
    await runTo(context, 1);
    expect(here()?.functionName).toMatch(/set_compound_head/);
    const target = { kind: 'field', record: 'struct page', member: 'pgmap' } as const;
    breakpoints.restore([]);
    breakpoints.add({ target, condition: '$value != 0' });
    lab.seek(0);
    await runTo(context, 1);
    expect(here()?.functionName).toBe('__init_zone_device_page');
  });

  it('passes over what is turned off, and runs to the end', async () => {
    const { lab, breakpoints } = context;
    const { id } = onFunction('prep_compound_tail');
    breakpoints.change(id, { enabled: false });
    await runTo(context, 1);
    expect(lab.position).toBe(lab.session?.trace.length);
  });

  it('says what is wrong with a condition', async () => {
    const { breakpoints, lab } = context;
    const wrong = onFunction('prep_compound_tail', 'nobody == 3');
    await runTo(context, 1);
    const run = breakpoints.hits(wrong, lab.session!);
    expect(run?.kind === 'failed' && run.message).toContain("'nobody' names nothing");
  });
});

describe('breakpoints on lines', () => {
  it('stand at the same line in every state, wherever a patch has moved it', async () => {
    const { lab, breakpoints, runs } = context;
    const right = runs.session(lab.right)!;
    const left = runs.session(lab.left)!;
    const info = right.trace.program.functions.find(({ name }) => name === 'prep_compound_tail')!;
    const file = right.trace.program.files[info.file]!;
    const step = right.trace.stepsEntering('prep_compound_tail')[0]! + 1;
    const { line } = right.trace.step(step);
    toggleAt(context, right.state.id, file, line);
    const [added] = breakpoints.list;
    const there = breakpoints.lineIn(added!, left)!;
    const text = (session: typeof left, at: { file: string; line: number }) =>
      session.sources.tree.read(at.file)?.split('\n')[at.line - 1];
    expect(text(left, there)).toBe(text(right, { file, line }));
    await runTo(context, 1);
    expect(here()).toMatchObject({ functionName: 'prep_compound_tail', line: there.line });
    // A second click takes it back, in either column.
    toggleAt(context, left.state.id, there.file, there.line);
    expect(breakpoints.list).toEqual([]);
  });

  it('may be in one state only', async () => {
    const { lab, breakpoints, runs } = context;
    const right = runs.session(lab.right)!;
    const left = runs.session(lab.left)!;
    const added = [...right.sources.patches].flatMap((patch) => patch.files);
    expect(added.length).toBeGreaterThan(0);
    const file = 'kernel/include/linux/mmzone.h';
    const lines = right.sources.tree.read(file)!.split('\n');
    const line = lines.findIndex((text) => text.includes('return page_folio(page)->pgmap')) + 1;
    expect(line).toBeGreaterThan(0);
    const one = breakpoints.add(
      { target: { kind: 'line', file, line }, condition: '' },
      right.state.id,
    );
    expect(breakpoints.hits(one, left)).toEqual({
      kind: 'failed',
      message: 'this line is not in this state',
    });
    await breakpoints.look(one, right);
    const run = breakpoints.hits(one, right);
    expect(run?.kind === 'ready' && run.positions.length).toBeGreaterThan(0);
  });
});

describe('what the palette offers to stop at', () => {
  it('functions and fields by name, with a condition behind', () => {
    const { items, query } = breakpointItems(
      'break-function',
      'prep_comp if tail_idx == 3',
      context,
    );
    expect(query).toBe('prep_comp');
    const item = items.find(({ title }) => title === 'prep_compound_tail()');
    expect(item?.hint).toBe('if tail_idx == 3');
    item?.run();
    expect(context.breakpoints.list[0]?.spec.condition).toBe('tail_idx == 3');
    const fields = breakpointItems('break-field', '', context).items;
    expect(fields.map(({ title }) => title)).toContain('struct page.pgmap');
  });

  it('an expression, where it means something, or what is wrong with it', () => {
    const { lab } = context;
    const offer = (text: string) => breakpointItems('break-expression', text, context).items[0];
    expect(offer('nonsense(')).toMatchObject({ enabled: false });
    lab.seek(lab.session!.trace.stepsEntering('prep_compound_tail')[0]! + 1);
    expect(offer('tail_idx == 3')).toMatchObject({
      enabled: true,
      title: 'Where tail_idx == 3 becomes true in prep_compound_tail()',
    });
  });
});

describe('sessions', () => {
  it('keep the breakpoints', async () => {
    onFunction('prep_compound_tail', 'tail_idx == 3');
    context.timeline.show({ from: 10, to: 500 });
    const text = captureSession(context)!;
    const again = await openRealLab({ open: false });
    restoreSession(again, readSession(text, 'test'));
    await settled(again);
    expect(again.breakpoints.list).toEqual([
      {
        id: 1,
        enabled: true,
        state: null,
        spec: {
          target: { kind: 'function', name: 'prep_compound_tail' },
          condition: 'tail_idx == 3',
        },
      },
    ]);
    expect(again.timeline.chosen).toEqual({ from: 10, to: 500 });
  }, 120_000);

  it('may hold anything: what is no breakpoint is left out', () => {
    expect(readBreakpoints(null)).toEqual([]);
    expect(readBreakpoints([1, {}, { spec: { target: { kind: 'word' }, condition: '' } }])).toEqual(
      [],
    );
    const target = { kind: 'expression', expression: 'x', place: null };
    expect(readBreakpoints([{ spec: { target, condition: '' } }])).toEqual([
      { id: 1, enabled: true, spec: { target, condition: '' }, state: null },
    ]);
  });
});

describe('the nearest hit', () => {
  it('does not count where the cursor is', () => {
    const hits = Uint32Array.of(3, 7, 9);
    expect([0, 3, 8, 9].map((at) => nearestHit(hits, at, 1))).toEqual([3, 7, 9, -1]);
    expect([0, 3, 8, 20].map((at) => nearestHit(hits, at, -1))).toEqual([-1, -1, 7, 9]);
  });
});
