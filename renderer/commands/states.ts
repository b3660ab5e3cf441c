import { otherSide } from '../model/session.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

const NUMBERED = 9;

/** Which states are shown, and which of the two columns drives. */
export function stateCommands({ lab, runs, ui }: LabContext): Command[] {
  const state = (index: number) => lab.scenario?.states[index] ?? null;
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
      title: 'Let the other column drive',
      group: 'States',
      keys: ['c'],
      enabled: () => lab.sessions.left !== null && lab.sessions.right !== null,
      run: () => {
        lab.drive(otherSide(lab.side));
        ui.say(`The ${lab.side} column drives`);
      },
    },
    {
      id: 'state.swap',
      title: 'Swap the columns',
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
