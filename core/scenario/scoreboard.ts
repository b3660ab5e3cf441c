/** A scoreboard: one program with many cases, each run with devices of several kinds, in each state. */
import * as z from 'zod';
import { runProgram, type Recording } from '../machine/index.ts';
import type { CompiledProgram } from '../c/index.ts';
import { compileState } from './compile.ts';
import { readFolder, refuseTwins } from './folder.ts';
import { programArguments } from './record.ts';
import type { FileTree, Scenario, ScenarioState } from './scenario.ts';
import { common, identifier, text } from './schema.ts';

const FILE_NAME = 'scoreboard.yaml';

/** As C calls it, because the program is told which case to run. */
const caseName = z.string().regex(/^[a-z0-9_]+$/, 'must be lower-case words joined by "_"');

const schema = z.strictObject({
  ...common,
  /** What each case is run with. */
  variants: z
    .array(z.strictObject({ id: identifier, title: text }))
    .min(1, 'needs at least one variant'),
  cases: z.array(z.strictObject({ id: caseName, title: text })).min(1, 'needs at least one case'),
});

export interface Named {
  id: string;
  title: string;
}

export interface Scoreboard {
  id: string;
  directory: string;
  title: string;
  summary: string;
  kernel: Scenario['kernel'];
  /** Path of the program, which gets a case and a variant as arguments, and its further C files. */
  program: string;
  sources: string[];
  modules: string[];
  states: ScenarioState[];
  variants: Named[];
  cases: Named[];
}

/** The exit code with which a case says that the model lacks something it needs. */
const NOT_MODELLED = 77;

export type CaseResult = 'passed' | 'failed' | 'not modelled';

/** How one case went with one variant in one state. */
export interface CaseRun {
  case: string;
  variant: string;
  state: string;
  result: CaseResult;
  /** Why it failed, or what is not modelled; empty for a pass. */
  reason: string;
  /** Warnings of the kernel on the way, `function: text`. */
  warnings: string[];
}

/** The folders below `scenarios/` that hold a scoreboard. */
export function listScoreboards(tree: FileTree): string[] {
  return tree
    .list('scenarios/')
    .filter((path) => path.split('/').length === 3 && path.endsWith(`/${FILE_NAME}`))
    .map((path) => path.slice(0, -FILE_NAME.length - 1));
}

/** Loads and checks `<directory>/scoreboard.yaml`. Throws ScenarioError. */
export function loadScoreboard(tree: FileTree, directory: string): Scoreboard {
  const folder = readFolder(tree, directory, FILE_NAME, schema);
  const { document, program, sources, modules, states } = folder;
  const { id, title, summary, kernel, variants, cases } = document.data;
  refuseTwins(document, ['variants'], variants, 'variant');
  refuseTwins(document, ['cases'], cases, 'case');
  return {
    ...{ id, directory: folder.directory, title, summary, kernel },
    ...{ program, sources, modules, states, variants, cases },
  };
}

/** One case with one variant as a scenario, to be recorded and stepped through like any other. */
export function scenarioOfCase(board: Scoreboard, caseId: string, variant: string): Scenario {
  const { directory, summary, kernel, program, sources, modules, states } = board;
  const told = board.cases.find(({ id }) => id === caseId)?.title ?? '';
  const title = `${caseId}, ${variant}: ${told}`;
  return {
    ...{ id: `${board.id}/${caseId}/${variant}`, directory, title, summary, kernel, states },
    ...{ mode: 'user', program, sources, modules, args: [caseId, variant] },
    ...{ patchMail: null, captures: null, expectations: [], notes: [] },
  };
}

/**
 * Runs cases, one after the other, each with every variant, in the states named; the kernel is
 * compiled once for each state. Throws CError, PatchError or ScenarioError.
 */
export function* runScoreboard(
  tree: FileTree,
  board: Scoreboard,
  { states, cases }: { states: readonly string[]; cases: readonly string[] },
): Generator<CaseRun> {
  for (const state of states) {
    let compiled: CompiledProgram | null = null;
    for (const caseId of cases) {
      for (const { id: variant } of board.variants) {
        const scenario = scenarioOfCase(board, caseId, variant);
        compiled ??= compileState(tree, scenario, state, { record: false });
        const run = runProgram(compiled, { args: programArguments(scenario) });
        yield { case: caseId, variant, state, ...judge(run) };
      }
    }
  }
}

function judge({ outcome, events }: Recording): Pick<CaseRun, 'result' | 'reason' | 'warnings'> {
  const warnings = events.flatMap((event) =>
    event.kind === 'warning' ? [`${event.function}: ${event.text}`] : [],
  );
  const said = events.flatMap((event) => (event.kind === 'stdout' ? [event.text] : [])).join('');
  const last = said.trimEnd().split('\n').at(-1) ?? '';
  switch (outcome.kind) {
    case 'oops': {
      const place = outcome.callTrace[0];
      const where = place ? ` in ${place.function}()` : '';
      return { result: 'failed', reason: `${outcome.reason}${where}`, warnings };
    }
    case 'budget':
      return { result: 'failed', reason: `not ended after ${outcome.budget} steps`, warnings };
    case 'finished':
      if (outcome.exitCode === 0) return { result: 'passed', reason: '', warnings };
      if (outcome.exitCode === NOT_MODELLED) {
        return { result: 'not modelled', reason: last.replace(/^not modelled: /, ''), warnings };
      }
      return {
        result: 'failed',
        reason: last === '' ? `ended with exit code ${outcome.exitCode}` : last,
        warnings,
      };
  }
}

/** How a state does. */
export interface ScoreTotal {
  state: string;
  cases: number;
  passed: number;
  failed: number;
  notModelled: number;
}

/** A case counts as passed in a state when it passes with every variant there. */
export function scoreTotals(runs: readonly CaseRun[]): ScoreTotal[] {
  return [...new Set(runs.map(({ state }) => state))].map((state) => {
    const own = runs.filter((run) => run.state === state);
    const ids = [...new Set(own.map((run) => run.case))];
    const results = ids.map((id) =>
      own.filter((run) => run.case === id).map(({ result }) => result),
    );
    const failed = results.filter((list) => list.includes('failed')).length;
    const passed = results.filter((list) => list.every((result) => result === 'passed')).length;
    const notModelled = results.length - failed - passed;
    return { state, cases: results.length, passed, failed, notModelled };
  });
}
