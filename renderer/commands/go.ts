import { notableSteps } from '../model/notable.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** Going somewhere: to a step, a function, a line, a write, something that was said. */
export function goCommands({ lab, ui }: LabContext): Command[] {
  const recorded = () => lab.session !== null;
  const toWrite = (direction: 1 | -1) => () => {
    const address = lab.wordAddress;
    if (address === null) return ui.say('No struct page is selected');
    if (!lab.move((timeline) => timeline.runToWrite(address, 8, direction))) {
      ui.say(
        direction === 1
          ? 'Nothing writes this word any more'
          : 'Nothing wrote this word before this step',
      );
    }
  };
  const toNotable = (direction: 1 | -1) => () => {
    if (!lab.session) return;
    const steps = notableSteps(lab.session.trace).filter((item) =>
      direction === 1 ? item.step > lab.position : item.step < lab.position,
    );
    const item = direction === 1 ? steps[0] : steps.at(-1);
    if (!item) return ui.say(`No ${direction === 1 ? 'further' : 'earlier'} mark, warning or oops`);
    lab.seek(item.step);
    ui.say(item.text);
  };
  return [
    {
      id: 'go.step',
      title: 'Go to step …',
      group: 'Go to',
      keys: ['g'],
      enabled: recorded,
      run: () => (ui.palette = 'step'),
    },
    {
      id: 'go.function',
      title: 'Run to function …',
      group: 'Go to',
      keys: ['/'],
      enabled: recorded,
      run: () => (ui.palette = 'function'),
    },
    {
      id: 'go.line',
      title: 'Run to line …',
      group: 'Go to',
      keys: ['l'],
      enabled: recorded,
      run: () => (ui.palette = 'line'),
    },
    {
      id: 'go.next-write',
      title: 'Run to the next write of the selected word',
      group: 'Go to',
      keys: ['w'],
      enabled: recorded,
      run: toWrite(1),
    },
    {
      id: 'go.previous-write',
      title: 'Run back to the last write of the selected word',
      group: 'Go to',
      keys: ['W'],
      enabled: recorded,
      run: toWrite(-1),
    },
    {
      id: 'go.next-event',
      title: 'Next mark, warning or oops',
      group: 'Go to',
      keys: ['e'],
      enabled: recorded,
      run: toNotable(1),
    },
    {
      id: 'go.previous-event',
      title: 'Previous mark, warning or oops',
      group: 'Go to',
      keys: ['E'],
      enabled: recorded,
      run: toNotable(-1),
    },
  ];
}
