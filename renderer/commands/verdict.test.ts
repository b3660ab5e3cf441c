import { flushPromises, mount } from '@vue/test-utils';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { Trace } from '../../core/index.ts';
import { runText } from '../../core/machine/testing/run-text.ts';
import {
  filtered,
  nextProblem,
  summary,
  verdictItems,
  type VerdictItem,
} from '../model/verdict-list.ts';
import { findingLanes } from '../model/timeline/lanes.ts';
import { markNear } from '../model/timeline/marks.ts';
import { openRealLab } from '../testing/real-lab.ts';
import VerdictPane from '../widgets/VerdictPane.vue';
import { createCommands, type CommandRegistry, type LabContext } from './index.ts';
import { commandsKey } from './use-commands.ts';

let context: LabContext;
let commands: CommandRegistry;
beforeAll(async () => {
  context = await openRealLab();
  commands = createCommands(context);
  await context.verdicts.look(context.lab.session!);
}, 120_000);
beforeEach(() => context.lab.seek(0, 'left'));

const items = () => context.verdicts.items(context.lab.session!);

describe('the verdict of a run', () => {
  it('has what was expected first, then all that is said and found, in the order of steps', () => {
    const list = items();
    const expected = list.filter(({ kind }) => kind === 'expectation');
    expect(expected.length).toBeGreaterThan(2);
    expect(expected.every(({ bad }) => !bad)).toBe(true);
    expect(list.slice(0, expected.length)).toEqual(expected);
    const steps = list.slice(expected.length).map(({ step }) => step);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    const finding = list.find(({ kind }) => kind === 'finding')!;
    expect(finding.text).toContain('pgmap is read where compound_head was stored');
    expect(finding.cause?.step).toBeLessThan(finding.step);
    expect(finding.cause?.text).toContain('set_compound_head ← prep_compound_tail');
    expect(summary(list)).toMatch(/^\d of \d expectations met, \d+ findings?$/);
  });

  it('is found by the worker only once per state', async () => {
    await context.verdicts.look(context.lab.session!);
    await context.verdicts.again(context.lab.session!);
    expect(context.verdicts.run(context.lab.session!)?.kind).toBe('ready');
  });

  it('has its findings marked on the timeline', () => {
    const found = items().filter(({ kind }) => kind === 'finding');
    const [lane] = findingLanes(items());
    expect([...lane!.steps]).toEqual(found.map(({ step }) => step));
    expect(markNear([lane!], found[0]!.step, 0)).toMatchObject({
      kind: 'finding',
      text: found[0]!.text,
    });
    expect(findingLanes([])).toEqual([]);
  });

  it('can be filtered', () => {
    expect(filtered(items(), 'problems').every(({ bad }) => bad)).toBe(true);
    const kinds = new Set(filtered(items(), 'log').map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['mark']));
  });
});

describe('commands', () => {
  it('go from problem to problem, and between the two steps of a finding', async () => {
    const { lab, ui } = context;
    const first = nextProblem(items(), 0, 1)!;
    commands.run('verdict.next');
    await flushPromises();
    expect(lab.position).toBe(first.step);
    expect(ui.message.text).toBe(first.text);
    commands.run('verdict.cause');
    await flushPromises();
    expect(lab.position).toBe(first.cause!.step);
    commands.run('verdict.cause');
    await flushPromises();
    expect(lab.position).toBe(first.step);
    commands.run('verdict.previous');
    await flushPromises();
    expect(lab.position).toBe(first.step);
    expect(ui.message.text).toBe('No earlier oops, warning or finding');
  });

  it('show the list', () => {
    context.ui.outcomeTab = 'differences';
    commands.run('verdict.show');
    expect(context.ui.outcomeTab).toBe('verdict');
  });
});

describe('the list', () => {
  const show = () =>
    mount(VerdictPane, {
      attachTo: document.body,
      global: { provide: { [commandsKey as symbol]: commands } },
    });

  it('jumps to both steps of a finding, by click and by keys', async () => {
    const { lab } = context;
    const view = show();
    await flushPromises();
    const finding = view.get('li.finding');
    const [now, because] = finding.findAll('button');
    await now!.trigger('click');
    const { step, cause } = items().find(({ kind }) => kind === 'finding') as VerdictItem;
    expect(lab.position).toBe(step);
    await because!.trigger('click');
    expect(lab.position).toBe(cause!.step);
    (now!.element as HTMLElement).focus();
    await finding.trigger('keydown', { key: 'ArrowRight' });
    expect(document.activeElement).toBe(because!.element);
    await finding.trigger('keydown', { key: 'Home' });
    expect(document.activeElement).toBe(view.get('ol li button').element);
    // One line is in the order of Tab.
    expect(view.findAll('ol li .line:not(.cause)[tabindex="0"]')).toHaveLength(1);
    view.unmount();
  });

  it('tells of every state, and shows the one that is chosen', async () => {
    const { lab } = context;
    const view = show();
    for (let turn = 0; turn < 20; turn++) await flushPromises();
    await nextTick();
    const states = view.findAll('.states li');
    expect(states).toHaveLength(3);
    expect(states[1]!.text()).toContain('as posted');
    await states[2]!.get('button').trigger('click');
    expect(lab.session?.state.id).toBe('v9');
    view.unmount();
  });
});

describe('what breaks off a run', () => {
  it('is one item with its call trace', () => {
    const program =
      'static int wild(int *p) { return *p; } int main(void) { return wild((int *)8); }';
    const trace = new Trace(runText(program).recording);
    const list = verdictItems(trace, null);
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({ kind: 'oops', bad: true, step: trace.recording.stepCount - 1 });
    expect(list[0]!.detail).toMatch(/^Call Trace:\n wild \(.*\n main /);
    expect(summary(list)).toBe('oops');
  });
});
