/** One program of a scoreboard or a sweep as a scenario of its own, stepped through like any other. */
import {
  scenarioOfCase,
  scenarioOfPoint,
  writeScenario,
  type Scenario,
  type Scoreboard,
  type Sweep,
  type SweepFinding,
  type SweepPoint,
} from '../../core/index.ts';
import { toLabError } from '../model/lab-error.ts';
import type { StateSession } from '../model/session.ts';
import type { LabContext } from './context.ts';
import { openScenario } from './open-scenario.ts';

/**
 * Opens a scenario that no file describes: the file that would is a change to the lab's files, so that
 * sessions, links and exports hold it like any other change.
 */
function openWritten(context: LabContext, own: Scenario, state: string): Scenario | null {
  const { library, lab, whatIf, runs, ui } = context;
  try {
    const { scenario, files } = writeScenario(library.tree, own);
    openScenario(context, scenario, files);
    whatIf.files = files;
    if (lab.left !== state && lab.right !== state) lab.choose('right', state);
    const shown = scenario.states.find(({ id }) => id === state);
    if (shown) void runs.record(shown);
    return scenario;
  } catch (thrown) {
    ui.say(toLabError(thrown).message);
    return null;
  }
}

/** Opens a case with a variant in a state; at the end of it, if it did not pass there. */
export async function openCase(
  context: LabContext,
  board: Scoreboard,
  { case: id, variant, state }: { case: string; variant: string; state: string },
): Promise<void> {
  const scenario = openWritten(context, scenarioOfCase(board, id, variant), state);
  if (!scenario) return;
  context.ui.say(`${id} with ${variant} memory, in the state ${state}`);
  const run = context.programs
    .casesRun(board)
    .find((each) => each.case === id && each.variant === variant && each.state === state);
  if (run?.result === 'failed') {
    await showAt(context, scenario, state, ({ trace }) => trace.length - 1);
  }
}

/** Opens a program in which a sweep found something, at the step where it did. */
export async function openFinding(
  context: LabContext,
  sweep: Sweep,
  finding: SweepFinding,
  point: SweepPoint,
): Promise<void> {
  const [first = '', second = ''] = finding.state.split(' ≠ ').map((text) => text.split(' = ')[0]!);
  const state = second === '' ? first : second;
  const own = scenarioOfPoint(sweep, point, finding.config);
  const scenario = openWritten(context, own, state);
  if (!scenario) return;
  if (second !== '') context.lab.show(first, second);
  context.ui.say(`${scenario.title}, in the state ${finding.state}`);
  await showAt(context, scenario, state, (session) => stepOf(context, finding, session, first));
}

/** Goes to a step of a state once it is recorded, unless something else is open then. */
async function showAt(
  context: LabContext,
  scenario: Scenario,
  id: string,
  step: (session: StateSession) => number | null | Promise<number | null>,
): Promise<void> {
  const { lab, runs } = context;
  const state = scenario.states.find((each) => each.id === id);
  if (!state) return;
  const session = await runs.recordedOf(state);
  if (!session) return;
  const at = await step(session);
  const side = lab.columns.find((each) => lab.states[each] === id);
  if (lab.scenario === scenario && side && at !== null) lab.seek(Math.max(0, at), side);
}

/** The step that a finding is about; null where the run is best read from its first difference. */
async function stepOf(
  { verdicts, runs, lab }: LabContext,
  finding: SweepFinding,
  session: StateSession,
  other: string,
): Promise<number | null> {
  const { events } = session.trace.recording;
  switch (finding.kind) {
    case 'oops':
    case 'budget':
    case 'unfit':
      return session.trace.length - 1;
    case 'warning': {
      const at = events.find(
        (event) => event.kind === 'warning' && `${event.function}: ${event.text}` === finding.text,
      );
      return at?.step ?? null;
    }
    case 'sanitizer': {
      await verdicts.look(session);
      return verdicts.items(session).find(({ story }) => story === finding.text)?.step ?? null;
    }
    case 'divergence': {
      const said = session.trace.recording.events.filter(({ kind }) => kind === 'stdout');
      const state = lab.scenario?.states.find(({ id }) => id === other);
      const against = state && (await runs.recordedOf(state));
      const before = against?.trace.recording.events.filter(({ kind }) => kind === 'stdout') ?? [];
      const text = (event: (typeof said)[number] | undefined) =>
        event?.kind === 'stdout' ? event.text : '';
      const at = said.findIndex((event, index) => text(event) !== text(before[index]));
      return said[at]?.step ?? session.trace.length - 1;
    }
  }
}
