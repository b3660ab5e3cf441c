import { mount } from '@vue/test-utils';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { captureSession, restoreSession } from '../session/capture.ts';
import { readSession } from '../session/file.ts';
import { openRealLab, settled } from '../testing/real-lab.ts';
import WatchView from '../widgets/memory/WatchView.vue';
import { watchItems } from '../widgets/palette-watch.ts';
import { createCommands, type CommandRegistry, type LabContext } from './index.ts';
import { commandsKey } from './use-commands.ts';

let context: LabContext;
let commands: CommandRegistry;
let arrived: number;
beforeAll(async () => {
  context = await openRealLab();
  commands = createCommands(context);
  const { trace } = context.lab.session!;
  arrived = trace.stepsEntering('prep_compound_tail')[2]!;
}, 120_000);
beforeEach(() => {
  context.watches.restore([]);
  context.lab.seek(arrived, 'left');
  const { trace } = context.lab.session!;
  // Past the step that enters the call: its parameters are written.
  context.lab.move((timeline) => timeline.stepIn());
  expect(trace.step(context.lab.position).functionName).toBe('prep_compound_tail');
});

const values = (text: string) => context.watches.values(context.watches.add(text));

describe('a watched expression', () => {
  it('is what it is in every state; states that agree are told once', () => {
    const [value, ...others] = values('tail_idx');
    expect(others).toEqual([]);
    expect(value).toMatchObject({ text: '3', problem: false, inside: 'prep_compound_tail' });
    const states = value!.points.map(({ session, side }) => [session.state.id, side]);
    expect(states).toEqual([
      ['before', 'left'],
      ['v9', 'right'],
      ['posted', null],
    ]);
  });

  it('tells states apart that do not agree', () => {
    // The patch brings this function along.
    const found = values('page_pgmap != 0');
    const titles = found.map(({ points }) => points.map(({ session }) => session.state.id));
    expect(titles).toEqual([['before'], ['v9', 'posted']]);
    expect(found.map(({ problem }) => problem)).toEqual([true, false]);
    expect(found[1]?.text).toBe('1');
  });

  it('is marked where the step just made has changed it, with what it was', () => {
    const { lab } = context;
    const [at] = values('(unsigned long)&head[tail_idx]');
    const text = `((struct page *)${at!.text})->compound_head`;
    const [before] = values(text);
    expect(before!.next).toBeGreaterThanOrEqual(lab.position);
    lab.seek(before!.next);
    lab.move((timeline) => timeline.stepIn());
    const [changed] = values(text);
    expect(changed?.was).toBe(before?.text);
    expect(changed?.text).not.toBe(before?.text);
    expect(changed?.written?.step).toBe(before!.next);
    expect(changed?.written?.by).toMatch(/set_compound_head ← prep_compound_tail/);
    lab.move((timeline) => timeline.stepIn());
    expect(values(text)[0]?.was).toBeNull();
    // Also when one has come from further away, or goes back.
    lab.seek(arrived);
    expect(values(text)[0]?.was).toBe(changed?.text);
    lab.seek(before!.next + 1);
    expect(values(text)[0]?.was).toBe(before?.text);
  });

  it('says why there is no value', () => {
    expect(values('tail_idx +')[0]).toMatchObject({ problem: true });
    expect(values('nobody')[0]?.text).toContain("'nobody' names nothing");
    expect(values('((struct page *)8)->flags')[0]?.text).toContain('cannot access memory');
  });
});

describe('commands', () => {
  it('watch the selected word, and go to the steps that write it', () => {
    const { lab, watches, ui } = context;
    lab.select(lab.selected!.address, 1);
    commands.run('watch.word');
    const { text } = watches.current!;
    expect(text).toMatch(/^\(\(struct \w+ \*\)0x[0-9a-f]+\)->/);
    expect(ui.message.text).toBe(`Watching ${text}`);
    commands.run('watch.next-write');
    const first = lab.position;
    expect(ui.message.text).toContain(`writes ${text}`);
    lab.seek(first + 1);
    commands.run('watch.last-write');
    expect(lab.position).toBe(first);
    commands.run('watch.remove');
    expect(watches.list).toEqual([]);
    expect(commands.isEnabled('watch.last-write')).toBe(false);
  });

  it('offer the variables in sight with their values, and what was typed', () => {
    const { typed, known } = watchItems('tail_idx * 2', context);
    expect(typed).toMatchObject([{ title: 'tail_idx * 2', hint: '6', enabled: true }]);
    expect(known.find(({ title }) => title === 'tail_idx')?.hint).toBe(
      'in prep_compound_tail() · 3',
    );
    expect(watchItems('tail_idx *', context).typed).toMatchObject([{ enabled: false }]);
  });
});

describe('the list', () => {
  const show = () =>
    mount(WatchView, {
      attachTo: document.body,
      global: { provide: { [commandsKey as symbol]: commands } },
    });

  it('takes what is typed, changes it, and jumps to the writer', async () => {
    const { lab, watches } = context;
    const view = show();
    await view.get('form input').setValue('tail_idx');
    await view.get('form').trigger('submit');
    expect(view.get('.what').text()).toContain('3');
    await view.get('.goto').trigger('click');
    expect(lab.position).toBe(arrived);
    await view.get('.expression').setValue('tail_idx + 1');
    expect(watches.list.map(({ text }) => text)).toEqual(['tail_idx + 1']);
    await view.get('.remove').trigger('click');
    await nextTick();
    expect(view.text()).toContain('Nothing is watched');
    view.unmount();
  });
});

describe('sessions', () => {
  it('keep the list, in its order', async () => {
    const { watches } = context;
    watches.add('tail_idx');
    const second = watches.add('page->flags');
    watches.move(second.id, -1);
    const text = captureSession(context)!;
    const other = await openRealLab({ open: false });
    restoreSession(other, readSession(text, 'watches'));
    await settled(other);
    expect(other.watches.list.map((each) => each.text)).toEqual(['page->flags', 'tail_idx']);
  });
});
