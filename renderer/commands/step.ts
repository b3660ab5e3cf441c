import type { Timeline } from '../../core/index.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** The debugger's moves, forwards and backwards, in the state that drives. */
export function stepCommands({ lab, ui }: LabContext): Command[] {
  const atStart = () => lab.session !== null && lab.position > 0;
  const atEnd = () => lab.session !== null && lab.position < lab.session.trace.length;
  const move = (by: (timeline: Timeline) => void, nowhere: string) => () => {
    if (!lab.move(by)) ui.say(nowhere);
  };
  const forwards = (id: string, title: string, keys: string[], by: (t: Timeline) => void) => ({
    id: `step.${id}`,
    title,
    group: 'Step' as const,
    keys,
    enabled: atEnd,
    run: move(by, 'There is no further step'),
  });
  const backwards = (id: string, title: string, keys: string[], by: (t: Timeline) => void) => ({
    ...forwards(id, title, keys, by),
    enabled: atStart,
    run: move(by, 'There is no earlier step'),
  });
  return [
    forwards('in', 'Step into', ['F11', 's', 'j'], (timeline) => timeline.stepIn()),
    forwards('over', 'Step over', ['F10', 'o'], (timeline) => timeline.stepOver()),
    forwards('out', 'Step out', ['Shift+F11', 'u'], (timeline) => timeline.stepOut()),
    backwards('back-in', 'Step back into', ['Alt+F11', 'S', 'k'], (timeline) =>
      timeline.stepBackIn(),
    ),
    backwards('back-over', 'Step back over', ['Shift+F10', 'O', 'Alt+F10'], (timeline) =>
      timeline.stepBackOver(),
    ),
    backwards('back-out', 'Step back out', ['Alt+Shift+F11', 'U'], (timeline) =>
      timeline.stepBackOut(),
    ),
    backwards('start', 'Go to the start', ['Home'], (timeline) => timeline.runToStart()),
    forwards('end', 'Run to the end', ['End'], (timeline) => timeline.runToEnd()),
  ];
}
