import { anchorFor, LostAnchor, scenarioOfTour, stopYaml, tourYaml } from '../../core/index.ts';
import { copyText } from '../export/clipboard.ts';
import { toLabError } from '../model/lab-error.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';
import { openScenario } from './open-scenario.ts';
import { goToStop } from './tour.ts';

/**
 * The place that is shown as a stop of a tour file: its states, its step as an anchor that finds it
 * again, the selected word, the watches. `whole`: as a file with this one stop. Throws LostAnchor where
 * nothing marks the step.
 */
export function recordStop(context: LabContext, whole: boolean): string | null {
  const { lab, tour, watches } = context;
  const state = lab.states[lab.side];
  if (!lab.scenario || state === null) return null;
  const states = [lab.states.left, lab.states.middle, lab.states.right].filter(
    (one): one is string => one !== null,
  );
  const draft = {
    state,
    position: lab.position,
    states: [...new Set(states)],
    page: lab.selection,
    watch: watches.list.map(({ text }) => text),
  };
  const stop = stopYaml(tour.runs, draft, anchorFor(tour.runs, draft), 'What is to be seen here.');
  if (!whole) return stop;
  return tourYaml(`A tour of ${lab.scenario.id}`, lab.scenario.id, draft.states, [stop]);
}

/** Opens a tour file, and the scenario that it names if another one is open. */
export function openTour(context: LabContext, file: { name: string; text: string }): void {
  const { library, lab, tour, ui } = context;
  const whose = scenarioOfTour(file.text);
  if (whose !== null && whose !== lab.scenario?.id) {
    const entry = library.entries.find(({ scenario }) => scenario?.id === whose);
    if (!entry?.scenario) return ui.say(`${file.name} is a tour of ${whose}, which is not here`);
    openScenario(context, entry.scenario);
  }
  const problem = tour.take(file);
  if (problem !== null) return ui.say(problem);
  ui.tourShown = true;
  // Where its states are not recorded yet, that is said; the stop is gone to when it is asked for.
  goToStop(context);
}

/** Making tours, opening them, choosing one. */
export function tourFileCommands(context: LabContext): Command[] {
  const { host, lab, tour, ui } = context;
  const copy = async (whole: boolean) => {
    const text = recordStop(context, whole);
    if (text === null) return;
    await copyText(text);
    ui.say(whole ? 'Copied a tour file with this stop' : 'Copied this stop for a tour file');
  };
  const open = async () => {
    const file = await host.openTextFile({
      title: 'Open a guided tour',
      extensions: ['yaml', 'yml'],
    });
    if (file) openTour(context, file);
  };
  const saying = (work: Promise<void>) =>
    void work.catch((error: unknown) =>
      ui.say(error instanceof LostAnchor ? `No stop: ${error.message}` : toLabError(error).message),
    );
  const command = (
    id: string,
    title: string,
    run: () => void,
    enabled: () => boolean,
  ): Command => ({ id: `tour.${id}`, title, group: 'Tour', keys: [], enabled, run });
  const recorded = () => lab.session !== null;
  return [
    command(
      'choose',
      'Choose a tour …',
      () => (ui.palette = 'tour'),
      () => tour.offered.tours.length > 0,
    ),
    command(
      'open',
      'Open a tour file …',
      () => saying(open()),
      () => lab.scenario !== null,
    ),
    command('record', 'Copy this place as a stop of a tour', () => saying(copy(false)), recorded),
    command('record-file', 'Copy a tour file with this place', () => saying(copy(true)), recorded),
  ];
}
