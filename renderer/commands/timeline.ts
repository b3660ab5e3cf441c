import { plural } from '../model/text.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** What part of the run the timeline shows. */
export function timelineCommands({ lab, timeline, ui }: LabContext): Command[] {
  const recorded = () => lab.session !== null;
  const span = () => timeline.window.to - timeline.window.from;
  const command = (
    id: string,
    title: string,
    keys: string[],
    run: () => void,
    enabled = recorded,
  ): Command => ({ id: `timeline.${id}`, title, group: 'Timeline', keys, enabled, run });
  const say = () => ui.say(`Showing ${plural(Math.round(span()), 'step')}`);
  const zoomCall = () => {
    const frame = lab.stacks[lab.side][lab.level];
    const calls = lab.session?.trace.recording.calls;
    if (!frame || !calls) return ui.say('No function is running here');
    timeline.zoomTo(calls.enter[frame.call] ?? 0, calls.leave[frame.call] ?? 0);
    ui.say(`Showing the call of ${frame.functionName}()`);
  };
  return [
    command('zoom-in', 'Zoom in on the cursor', ['+', '='], () => {
      timeline.zoomAt(lab.position, 0.5);
      say();
    }),
    command('zoom-out', 'Zoom out', ['-'], () => {
      timeline.zoomAt(lab.position, 2);
      say();
    }),
    command(
      'zoom-all',
      'Show the whole run',
      ['0'],
      () => timeline.show(null),
      () => timeline.zoomed,
    ),
    command('zoom-call', 'Show the whole call of this function', ['z'], zoomCall),
    command(
      'zoom-range',
      'Show the marked part of the run',
      ['Z'],
      () => {
        const { range } = timeline;
        if (range) timeline.zoomTo(range.from, range.to);
        say();
      },
      () => timeline.range !== null,
    ),
    command(
      'unmark',
      'Take back the mark on a part of the run',
      ['Escape'],
      timeline.unmark,
      () => {
        return timeline.range !== null;
      },
    ),
    command(
      'pan-left',
      'Show earlier steps',
      ['('],
      () => timeline.panBy(-span() / 4),
      () => {
        return timeline.zoomed;
      },
    ),
    command(
      'pan-right',
      'Show later steps',
      [')'],
      () => timeline.panBy(span() / 4),
      () => {
        return timeline.zoomed;
      },
    ),
  ];
}
