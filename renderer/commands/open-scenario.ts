import type { Scenario } from '../../core/index.ts';
import { createFileTree } from '../model/file-tree.ts';
import { pageSize } from '../model/frames.ts';
import { firstDifferingReading } from '../model/readings-view.ts';
import { turn } from '../model/turn.ts';
import type { LabContext } from './context.ts';

/**
 * Opens a scenario and records its states: the two that are shown first. `changed`: files that stand
 * for those of the library, path → text.
 */
export function openScenario(
  context: LabContext,
  scenario: Scenario,
  changed: Readonly<Record<string, string>> = {},
): void {
  const { library, runs, lab } = context;
  const files = { ...library.files, ...changed };
  runs.open({ files, tree: createFileTree(files), scenario });
  lab.open(scenario);
  context.programs.shown = null;
  context.whatIf.clear();
  context.memory.forget();
  context.fields.forget();
  context.breakpoints.clear();
  context.watches.restore([]);
  context.verdicts.clear();
  context.notes.restore([]);
  context.tour.forget();
  if (context.tour.tour === null) context.ui.tourShown = false;
  context.timeline.reset();
  void recordAll(context, scenario);
}

/** The shown states side by side, then the others one by one, so that switching to them is instant. */
async function recordAll(context: LabContext, scenario: Scenario): Promise<void> {
  const { runs, lab } = context;
  const start = lab.cursor;
  const shown = scenario.states.filter((state) => [lab.left, lab.right].includes(state.id));
  await Promise.all(shown.map((state) => runs.record(state)));
  const { left, right } = lab.sessions;
  if (left && right) await context.pairings.compare(left, right);
  // What differs is shown in one task, the place to start in another.
  await turn();
  // Unless somebody, or a session, has gone somewhere meanwhile.
  if (lab.scenario === scenario && lab.cursor === start) showStory(context);
  for (const state of scenario.states) {
    if (lab.scenario === scenario && !runs.runs.has(state.id)) await runs.record(state);
  }
  await compareAll(context, scenario);
}

/** All pairs of states, in their order, so that choosing another state need not wait. */
async function compareAll({ runs, lab, pairings }: LabContext, scenario: Scenario): Promise<void> {
  for (const [index, { id }] of scenario.states.entries()) {
    for (const other of scenario.states.slice(index + 1)) {
      const [a, b] = [runs.session(id), runs.session(other.id)];
      if (a && b && lab.scenario === scenario) await pairings.compare(a, b);
    }
  }
}

/**
 * Starts where the two states first read something differently, with the page that was read; if the
 * program reads nothing, at its first mark, past the boot of the machine.
 */
export function showStory({ lab, comparison }: LabContext): void {
  const reading = firstDifferingReading(comparison.readings)?.sides.left;
  const { left } = lab.sessions;
  if (!left) return;
  if (!reading) {
    const mark = left.trace.recording.events.find(({ kind }) => kind === 'mark');
    if (mark) lab.seek(mark.step, 'left');
    return;
  }
  lab.seek(reading.step, 'left');
  if (!reading.via) return;
  const size = BigInt(pageSize(left.trace.program));
  const inside = reading.via.address % size;
  lab.select(reading.via.address - inside, Number(inside / 8n));
}
