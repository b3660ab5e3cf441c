/** The scoreboard and the sweep as text to copy or to save. */
import {
  scoreReport,
  scoreTotals,
  sweepFindings,
  sweepReport,
  toJsonText,
  toMailText,
  toMarkdown,
  type CaseRun,
  type Scoreboard,
  type Sweep,
  type SweepFinding,
  type SweepRun,
} from '../../core/index.ts';
import type { LabContext } from '../commands/context.ts';

interface ShownScoreboard {
  board: Scoreboard;
  runs: readonly CaseRun[];
}

interface ShownSweep {
  sweep: Sweep;
  runs: readonly SweepRun[];
  findings: readonly SweepFinding[];
}

/** What has run of a scoreboard: of the one that is shown, else of the first; null before anything has. */
export function shownScoreboard({ programs }: LabContext): ShownScoreboard | null {
  const first = programs.families.find(({ kind }) => kind === 'scoreboard');
  const family = programs.family?.kind === 'scoreboard' ? programs.family : first;
  if (family?.kind !== 'scoreboard') return null;
  const { board } = family;
  // Workers run states side by side: the table is in the order of the file.
  const place = ({ case: id, state }: CaseRun) =>
    board.cases.findIndex((each) => each.id === id) * board.states.length +
    board.states.findIndex((each) => each.id === state);
  const runs = programs.casesRun(board).toSorted((a, b) => place(a) - place(b));
  return runs.length === 0 ? null : { board, runs };
}

/** What a sweep found so far: the one that is shown, else the first; null before anything has run. */
export function shownSweep({ programs }: LabContext): ShownSweep | null {
  const first = programs.families.find(({ kind }) => kind === 'sweep');
  const family = programs.family?.kind === 'sweep' ? programs.family : first;
  if (family?.kind !== 'sweep') return null;
  const { sweep } = family;
  const runs = programs.sweepRuns(sweep);
  return runs.length === 0 ? null : { sweep, runs, findings: sweepFindings(sweep, runs) };
}

export const SCOREBOARD_TEXTS = {
  markdown: ({ board, runs }: ShownScoreboard) => toMarkdown(scoreReport(board, runs)),
  mail: ({ board, runs }: ShownScoreboard) => toMailText(scoreReport(board, runs)),
  json: ({ board: { id, title, kernel }, runs }: ShownScoreboard) =>
    toJsonText({ id, title, kernel, totals: scoreTotals(runs), runs }),
};

export const SWEEP_TEXTS = {
  markdown: ({ sweep, runs, findings }: ShownSweep) =>
    toMarkdown(sweepReport(sweep, runs, findings)),
  mail: ({ sweep, runs, findings }: ShownSweep) => toMailText(sweepReport(sweep, runs, findings)),
  json: ({ sweep: { id, title, kernel, axes }, runs, findings }: ShownSweep) =>
    toJsonText({ sweep: id, title, kernel, axes, runs: runs.length, findings }),
};
