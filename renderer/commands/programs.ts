import { plural } from '../model/text.ts';
import { focusPaneNamed } from '../widgets/panes.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** Shows a family of programs in place of the lab. */
export function showFamily({ programs }: LabContext, directory: string): void {
  programs.shown = directory;
  focusPaneNamed('programs');
}

/** Scoreboard and sweep: many small programs on every state. */
export function programCommands(context: LabContext): Command[] {
  const { programs, host, lab, ui } = context;
  const first = (kind: 'scoreboard' | 'sweep') =>
    host.kind === 'file' ? undefined : programs.families.find((each) => each.kind === kind);
  const show = (kind: 'scoreboard' | 'sweep', title: string, keys: string[]): Command => ({
    ...{ id: `programs.${kind}`, title, group: 'Programs', keys },
    enabled: () => first(kind) !== undefined,
    run: () => {
      const family = first(kind);
      if (family) showFamily(context, family.directory);
    },
  });
  return [
    show('scoreboard', "Scoreboard: the cases of the kernel's hmm-tests", ['Alt+b']),
    show('sweep', 'Sweep: a grid of small programs', ['Alt+g']),
    {
      ...{ id: 'programs.run', title: 'Run the programs that are shown', group: 'Programs' },
      keys: ['Alt+r'],
      enabled: () =>
        programs.family !== null &&
        programs.countOf(programs.family) > 0 &&
        !programs.isRunning(programs.family.directory),
      run: () => {
        const { family } = programs;
        if (!family) return;
        void programs.run(family).then(() => {
          const end = programs.progress.get(family.directory);
          if (!end) return;
          const words = {
            running: 'At',
            done: 'Done:',
            cancelled: 'Cancelled after',
            failed: 'Failed after',
          };
          ui.say(`${words[end.kind]} ${plural(end.done, 'run')}`);
        });
      },
    },
    {
      ...{
        id: 'programs.cancel',
        title: 'Cancel running the programs',
        group: 'Programs',
        keys: [],
      },
      enabled: () => programs.family !== null && programs.isRunning(programs.family.directory),
      run: () => {
        if (programs.shown !== null) programs.cancel(programs.shown);
      },
    },
    {
      ...{ id: 'programs.close', title: 'Back to the lab', group: 'Programs', keys: ['Alt+l'] },
      enabled: () => programs.shown !== null && lab.scenario !== null,
      run: () => (programs.shown = null),
    },
  ];
}
