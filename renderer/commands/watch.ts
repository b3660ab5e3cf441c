import { wordExpressions } from '../model/word-expressions.ts';
import { count } from '../model/text.ts';
import { focusPaneNamed } from '../widgets/panes.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** C expressions that are looked at wherever one goes, and the steps that write them. */
export function watchCommands(context: LabContext): Command[] {
  const { lab, watches, memory, ui } = context;
  const recorded = () => lab.session !== null;
  const some = () => watches.current !== null;
  const command = (
    id: string,
    title: string,
    keys: string[],
    run: () => void,
    enabled = recorded,
  ): Command => ({ id: `watch.${id}`, title, group: 'Watch', keys, enabled, run });

  const toWrite = (direction: 1 | -1) => () => {
    const entry = watches.current;
    const { session } = lab;
    if (!entry || !session) return;
    const value = watches.values(entry).find(({ points }) => {
      return points.some((point) => point.session === session);
    });
    // Of states that agree the first counts, and that is the one that drives.
    const step = direction === 1 ? value?.next : value?.written?.step;
    if (step === undefined || step < 0) {
      const when = direction === 1 ? 'from this step on' : 'before this step';
      return ui.say(`Nothing writes ${entry.text} ${when}`);
    }
    lab.seek(step);
    const by = session.trace.step(step).functionName;
    ui.say(`Step ${count(step)}: ${by}() writes ${entry.text}`);
  };
  return [
    command('show', 'Watch list', ['L'], () => {
      memory.detail = 'watch';
      focusPaneNamed('details');
    }),
    command('add', 'Watch a C expression …', [';'], () => (ui.palette = 'watch')),
    command('word', 'Watch the selected word', ['*'], () => {
      const [expression] = wordExpressions(lab.moments[lab.side], lab.selected);
      if (expression === undefined) return ui.say('No word is selected');
      watchText(context, expression);
    }),
    command('last-write', 'Back to the last write of the watched value', [], toWrite(-1), some),
    command('next-write', 'To the next write of the watched value', [], toWrite(1), some),
    command(
      'remove',
      'Watch this expression no more',
      [],
      () => {
        const entry = watches.current;
        if (!entry) return;
        watches.remove(entry.id);
        ui.say(`${entry.text} is not watched any more`);
      },
      some,
    ),
    command(
      'remove-all',
      'Watch nothing any more',
      [],
      () => {
        watches.restore([]);
        ui.say('The watch list is empty');
      },
      () => watches.list.length > 0,
    ),
  ];
}

/** Puts an expression on the watch list, and shows the list. */
export function watchText({ watches, memory, ui }: LabContext, text: string): void {
  watches.add(text);
  memory.detail = 'watch';
  ui.say(`Watching ${text}`);
}
