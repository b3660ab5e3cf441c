/** Scoreboards and sweeps: families of programs that come with the lab. */
import {
  listScoreboards,
  listSweeps,
  loadScoreboard,
  loadSweep,
  type FileTree,
  type Scoreboard,
  type Sweep,
} from '../../core/index.ts';
import { toLabError, type LabError } from './lab-error.ts';

export type Family =
  | { kind: 'scoreboard'; directory: string; title: string; board: Scoreboard }
  | { kind: 'sweep'; directory: string; title: string; sweep: Sweep }
  | { kind: 'broken'; directory: string; title: string; error: LabError };

/** All families of a tree, the scoreboards first. One that cannot be loaded says why. */
export function familiesOf(tree: FileTree): Family[] {
  const attempt = (directory: string, load: () => Family): Family => {
    try {
      return load();
    } catch (thrown) {
      const title = directory.replace(/^.*\//, '');
      return { kind: 'broken', directory, title, error: toLabError(thrown) };
    }
  };
  return [
    ...listScoreboards(tree).map((directory) =>
      attempt(directory, () => {
        const board = loadScoreboard(tree, directory);
        return { kind: 'scoreboard', directory, title: board.title, board };
      }),
    ),
    ...listSweeps(tree).map(({ directory }) =>
      attempt(directory, () => {
        const sweep = loadSweep(tree, directory);
        return { kind: 'sweep', directory, title: sweep.title, sweep };
      }),
    ),
  ];
}

/** What of a sweep is to be run: values by axis, and which states and configurations. */
export interface SweepChoice {
  values: Readonly<Record<string, readonly string[]>>;
  states: readonly string[];
  configs: readonly string[];
  /** Record the programs that the sweep names, too, for the sanitizers: takes longer. */
  sanitize: boolean;
}

export function wholeSweep({ axes, states, configs }: Sweep): SweepChoice {
  return {
    values: Object.fromEntries(axes.map(({ id, values }) => [id, values])),
    states: states.map(({ id }) => id),
    configs: configs.map(({ id }) => id),
    sanitize: true,
  };
}
