import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

const NUMBERED = 9;

/** Which states are shown, and which of the columns drives. */
export function stateCommands({ lab, runs, ui }: LabContext): Command[] {
  const state = (index: number) => lab.scenario?.states[index] ?? null;
  const titleOf = (id: string | null) =>
    lab.scenario?.states.find((each) => each.id === id)?.title ?? '';
  const placed = () => lab.columns.filter((side) => lab.moments[side]);
  const numbered = Array.from({ length: NUMBERED }, (_, index): Command => {
    return {
      id: `state.choose-${index + 1}`,
      title: `Show state ${index + 1} in the column that drives`,
      group: 'States',
      keys: [String(index + 1)],
      enabled: () => state(index) !== null,
      run: () => {
        const chosen = state(index);
        if (!chosen) return;
        lab.choose(lab.side, chosen.id);
        ui.say(`${lab.side} column: ${chosen.title}`);
      },
    };
  });
  return [
    ...numbered.slice(0, 3),
    {
      id: 'state.switch-column',
      title: 'Let the next column drive',
      group: 'States',
      keys: ['c'],
      enabled: () => placed().length > 1,
      run: () => {
        const columns = placed();
        lab.drive(columns[(columns.indexOf(lab.side) + 1) % columns.length] ?? lab.side);
        ui.say(`The ${lab.side} column drives: ${titleOf(lab.states[lab.side])}`);
      },
    },
    {
      id: 'state.third-column',
      title: 'Three columns or two',
      group: 'States',
      keys: ['T'],
      enabled: () => (lab.scenario?.states.length ?? 0) > 2 && lab.right !== null,
      run: () => {
        if (lab.middle !== null) {
          lab.drop('middle');
          return ui.say('Two columns');
        }
        const third = lab.scenario?.states.find(({ id }) => ![lab.left, lab.right].includes(id));
        if (!third) return;
        lab.choose('middle', third.id);
        ui.say(
          `Three columns: ${lab.columns.map((each) => titleOf(lab.states[each])).join(' | ')}`,
        );
      },
    },
    {
      id: 'state.fold-same',
      title: 'Of three columns, fold those that are the same, or show all',
      group: 'States',
      keys: [],
      enabled: () => lab.columns.length > 2,
      run: () => {
        ui.foldSame = !ui.foldSame;
        ui.say(ui.foldSame ? 'Columns that show the same are folded' : 'All columns are open');
      },
    },
    {
      id: 'state.swap',
      title: 'Swap the outer columns',
      group: 'States',
      keys: ['x'],
      enabled: () => lab.left !== null && lab.right !== null,
      run: () => {
        if (lab.right !== null) lab.choose('left', lab.right);
      },
    },
    {
      id: 'run.cancel',
      title: 'Cancel recording',
      group: 'States',
      keys: [],
      enabled: () => [...runs.runs.values()].some((run) => run.kind === 'recording'),
      run: () => {
        for (const [id, run] of runs.runs) if (run.kind === 'recording') runs.cancel(id);
      },
    },
    {
      id: 'run.again',
      title: 'Record again what failed or was cancelled',
      group: 'States',
      keys: ['r'],
      enabled: () =>
        [...runs.runs.values()].some((run) => ['failed', 'cancelled'].includes(run.kind)),
      run: () => {
        for (const wanted of lab.scenario?.states ?? []) void runs.record(wanted);
      },
    },
  ];
}
