/** The scoreboard as tables. */
import { scoreTotals, type CaseRun, type Scoreboard } from '../scenario/scoreboard.ts';
import type { Report, ReportTable } from './report.ts';

const WORDS = { passed: 'pass', failed: 'FAIL', 'not modelled': 'not modelled' } as const;

export function scoreReport(board: Scoreboard, runs: readonly CaseRun[]): Report {
  const { version, arch } = board.kernel;
  return {
    title: `${board.id}: ${board.title}`,
    facts: [
      ['kernel', `model of Linux ${version} ${arch}`],
      ['each case with', board.variants.map(({ title }) => title).join('; ')],
      ...scoreTotals(runs).map(
        ({ state, cases, passed, failed, notModelled }): [string, string] => [
          state,
          `${passed} of ${cases} pass, ${failed} fail, ${notModelled} not modelled`,
        ],
      ),
    ],
    tables: [caseTable(runs), reasonTable(runs)],
  };
}

function caseTable(runs: readonly CaseRun[]): ReportTable {
  const states = [...new Set(runs.map(({ state }) => state))];
  const cases = [...new Set(runs.map((run) => run.case))];
  return {
    title: 'cases (! the kernel warned)',
    columns: [{ title: 'case', code: true }, ...states.map((title) => ({ title }))],
    rows: cases.map((id) => [
      id,
      ...states.map((state) => cell(runs.filter((run) => run.case === id && run.state === state))),
    ]),
    empty: 'none was run',
  };
}

/** One word if all variants went alike, else one for each. */
function cell(runs: readonly CaseRun[]): string {
  const results = [...new Set(runs.map(({ result }) => result))];
  const words = (results.length === 1 ? results : runs.map(({ result }) => result)).map(
    (result) => WORDS[result],
  );
  return words.join(' / ') + (runs.some(({ warnings }) => warnings.length > 0) ? ' !' : '');
}

/** The same reason is told once, with all the cases that it holds for. */
function reasonTable(runs: readonly CaseRun[]): ReportTable {
  const reasons = new Map<string, Set<string>>();
  const add = (reason: string, run: CaseRun) => {
    reasons.set(reason, (reasons.get(reason) ?? new Set()).add(run.case));
  };
  for (const run of runs) {
    if (run.result === 'failed') add(`${run.state}, ${run.variant}, fails: ${run.reason}`, run);
    if (run.result === 'not modelled') add(`not modelled, because ${run.reason}`, run);
    for (const warning of run.warnings) add(`${run.state} warns in ${warning}`, run);
  }
  return {
    title: 'why',
    columns: [{ title: 'cases', code: true }, { title: 'reason' }],
    rows: [...reasons].flatMap(([reason, cases]) =>
      [...cases].map((id, index) => [id, index === 0 ? reason : 'the same']),
    ),
    empty: 'every case passed, and the kernel never warned',
  };
}
