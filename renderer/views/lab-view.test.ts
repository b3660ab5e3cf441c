import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { nextTick } from 'vue';
import { createCommands } from '../commands/index.ts';
import { commandsKey } from '../commands/use-commands.ts';
import { openRealLab } from '../testing/real-lab.ts';
import LabView from './LabView.vue';

it('has fewer panes in projector mode, and all of them again after it', async () => {
  const context = await openRealLab();
  const commands = createCommands(context);
  const view = mount(LabView, {
    props: { context },
    attachTo: document.body,
    global: { provide: { [commandsKey as symbol]: commands } },
  });
  const panes = () => view.findAll('[data-pane]').map((pane) => pane.attributes('data-pane'));
  const all = panes();
  expect(all).toEqual(
    expect.arrayContaining(['readings', 'step', 'outcome', 'frames', 'timeline']),
  );
  commands.run('view.projector');
  await nextTick();
  const few = panes();
  expect(few).toEqual(expect.arrayContaining(['source-left', 'details', 'timeline']));
  expect(few.filter((name) => ['readings', 'step', 'outcome', 'frames'].includes(name!))).toEqual(
    [],
  );
  commands.run('view.projector');
  await nextTick();
  expect(panes()).toEqual(all);
  view.unmount();
}, 120_000);
