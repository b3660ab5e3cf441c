import type { Side } from '../model/session.ts';
import { focusPaneNamed } from '../widgets/panes.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** Shows what the present stop is about: its states, its step, its page. */
export function goToStop(context: LabContext): void {
  const { lab, memory, ui, tour, watches } = context;
  const { stop, resolved } = tour;
  ui.tourShown = tour.tour !== null;
  if (!stop || !resolved) return ui.say('This stop’s states are not recorded yet');
  const [left = null, right = null, third = null] = stop.states;
  lab.show(left, third ?? right, third === null ? null : right);
  const position = resolved.positions[stop.leads] ?? null;
  const side = (Object.keys(lab.states) as Side[]).find((each) => lab.states[each] === stop.leads);
  if (position !== null && side) lab.seek(position, side);
  if (resolved.page) lab.select(resolved.page.address, resolved.page.word);
  const { pane, detail, tab, watch } = stop.show;
  if (pane === 'source') ui.leftPane = 'source';
  else if (pane !== null) {
    ui.leftPane = 'memory';
    memory.tool = pane;
  }
  if (detail !== null) memory.detail = detail;
  if (tab !== null) ui.outcomeTab = tab;
  if (resolved.address !== null) memory.walked = resolved.address;
  for (const expression of watch) watches.add(expression);
  const lost = resolved.lost[0];
  ui.say(
    lost
      ? `Stop ${tour.index + 1}: lost in ${lost.state}: ${lost.message}`
      : `Stop ${tour.index + 1} of ${tour.tour?.stops.length ?? 0}: ${stop.title}`,
  );
}

/** Walking through a guided tour. */
export function tourCommands(context: LabContext): Command[] {
  const { ui, tour } = context;
  const command = (
    id: string,
    title: string,
    keys: string[],
    run: () => void,
    enabled = () => tour.tour !== null,
  ): Command => ({ id: `tour.${id}`, title, group: 'Tour', keys, enabled, run });
  const to = (by: 1 | -1) => () => {
    const last = (tour.tour?.stops.length ?? 1) - 1;
    const next = tour.index + by;
    if (next < 0 || next > last)
      return ui.say(by === 1 ? 'This is the last stop' : 'This is the first stop');
    tour.index = next;
    goToStop(context);
  };
  return [
    command('show', 'Guided tour: its present stop', ['Alt+t'], () => {
      goToStop(context);
      focusPaneNamed('tour');
    }),
    command(
      'hide',
      'Hide the tour: the readings and the step have its place again',
      [],
      () => (ui.tourShown = false),
      () => ui.tourShown,
    ),
    command('next', 'Next stop of the tour', ['Alt+PageDown'], to(1)),
    command('previous', 'Previous stop of the tour', ['Alt+PageUp'], to(-1)),
    command(
      'reveal',
      'Show the answer of this stop',
      [],
      () => tour.reveal(),
      () => tour.resolved?.answer != null && tour.answer === null,
    ),
    command('predict', 'Predict: hide what comes until it is answered, or not', [], () => {
      tour.predict = !tour.predict;
      ui.say(
        tour.predict ? 'What comes is hidden until the question is answered' : 'Nothing is hidden',
      );
    }),
  ];
}
