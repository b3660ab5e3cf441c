/** `folioscope tour`: a guided tour as text, and whether its places are still there. */
import path from 'node:path';
import type { Command } from 'commander';
import {
  anchorText,
  loadTours,
  parseTour,
  plainText,
  resolveStop,
  ScenarioError,
  type ResolvedStop,
  type Tour,
  type TourRuns,
  type TourStop,
} from '../../core/index.ts';
import type { Context, OpenScenario } from '../context.ts';
import { UsageError } from '../errors.ts';
import { readText } from '../files.ts';
import { wrap } from '../output/table.ts';
import { shortPlace } from '../recorded.ts';
import { tourRuns } from '../tour-runs.ts';

interface Options {
  tour?: string;
  answers?: boolean;
  json?: boolean;
}

const TOUR = [
  '--tour <tour>',
  'only this tour: its id, or a file of your own (default: all of the scenario)',
] as const;

export function addTour(
  program: Command,
  context: Context,
  done: (exitCode: number) => void,
): void {
  const tour = program
    .command('tour')
    .description('walk through a guided tour of a scenario, or check its places')
    .enablePositionalOptions();
  tour
    .command('show', { isDefault: true })
    .description('print each stop with its step, its text and its question')
    .argument('<scenario>')
    .option(...TOUR)
    .option('--answers', 'print what the questions come to')
    .option('--json', 'print one JSON document')
    .action((name: string, options: Options) => {
      const open = context.openScenario(name);
      const runs = tourRuns(context, open);
      const tours = chosen(context, open, options.tour).map((one) => held(runs, one));
      if (options.json) {
        context.json({
          scenario: open.scenario.id,
          tours: tours.map((one) => tourJson(runs, one)),
        });
        return;
      }
      tours.forEach((one, index) => {
        if (index > 0) context.out('\n');
        printTour(context, runs, one, options.answers ?? false);
      });
    });
  tour
    .command('check')
    .description('say which places, pages and answers are lost; exit code 1 if any is')
    .argument('<scenario>')
    .option(...TOUR)
    .option('--json', 'print one JSON document')
    .action((name: string, options: Options) => {
      const open = context.openScenario(name);
      const runs = tourRuns(context, open);
      const tours = chosen(context, open, options.tour).map((one) => held(runs, one));
      const lost = tours.flatMap(lostOf);
      if (lost.length > 0) done(1);
      if (options.json) {
        context.json({
          scenario: open.scenario.id,
          checked: tours.map(({ tour: { id } }) => id),
          lost,
        });
        return;
      }
      const { style } = context.terminal;
      for (const { file, line, stop, title, state, part, message } of lost) {
        const place = `${context.named(file)}:${line}`;
        context.out(
          `${place}: ${style.red('lost')}: stop ${stop} "${title}", ${state}, ${part}: ${message}\n`,
        );
      }
      for (const { tour: one, stops } of tours) {
        const questions = one.stops.filter(({ question }) => question).length;
        const missing = stops.filter(({ resolved }) => resolved.lost.length > 0).length;
        const verdict = missing === 0 ? style.green('all found') : style.red(`${missing} lost`);
        context.out(`${one.id}  ${one.stops.length} stops, ${questions} questions: ${verdict}\n`);
      }
    });
}

interface HeldTour {
  tour: Tour;
  stops: { stop: TourStop; resolved: ResolvedStop }[];
}

const held = (runs: TourRuns, tour: Tour): HeldTour => ({
  tour,
  stops: tour.stops.map((stop) => ({ stop, resolved: resolveStop(runs, stop) })),
});

/** Throws UsageError where there is no such tour, ScenarioError where one is not as it must be. */
function chosen(context: Context, { tree, scenario }: OpenScenario, wanted?: string): Tour[] {
  if (wanted !== undefined && /\.ya?ml$/.test(wanted)) {
    const text = readText(path.resolve(context.terminal.cwd, wanted));
    if (text === undefined) throw new ScenarioError('there is no such file', wanted, 0, '');
    return [parseTour(text, wanted, scenario)];
  }
  const tours = loadTours(tree, scenario);
  const ids = tours.map(({ id }) => id).join(', ') || 'none';
  if (wanted === undefined) {
    if (tours.length > 0) return tours;
    throw new UsageError(`${scenario.id} has no tour (docs/tours.md says how to write one)`);
  }
  const one = tours.find(({ id }) => id === wanted);
  if (!one) throw new UsageError(`${scenario.id} has no tour "${wanted}" (tours: ${ids})`);
  return [one];
}

function lostOf({ tour, stops }: HeldTour) {
  return stops.flatMap(({ stop, resolved }, index) =>
    resolved.lost.map((lost) => ({
      ...{ tour: tour.id, file: tour.file, line: stop.line, stop: index + 1, title: stop.title },
      ...lost,
    })),
  );
}

function tourJson(runs: TourRuns, { tour, stops }: HeldTour): unknown {
  const { id, file, title, summary } = tour;
  return {
    ...{ id, file, title, summary },
    stops: stops.map(({ stop, resolved }) => {
      const { positions, page, address, values, answer, lost } = resolved;
      return {
        title: stop.title,
        anchor: anchorText(stop.at),
        ...{ states: stop.states, leads: stop.leads, positions, lost },
        place: placeText(runs, stop, resolved),
        show: { ...stop.show, page: page && { name: stop.show.page, ...page }, address },
        text: plainText(stop.text, (expression) => values[expression] ?? '?'),
        question: stop.question && { ask: stop.question.ask, hint: stop.question.hint, answer },
      };
    }),
  };
}

function placeText(runs: TourRuns, stop: TourStop, { positions }: ResolvedStop): string | null {
  const position = positions[stop.leads] ?? null;
  const trace = runs.run(stop.leads)?.trace;
  if (position === null || !trace) return null;
  if (position >= trace.length) return 'the end of the run';
  return `${trace.step(position).functionName}() ${shortPlace(trace, position)}`;
}

function printTour(
  context: Context,
  runs: TourRuns,
  { tour, stops }: HeldTour,
  answers: boolean,
): void {
  const { style, columns } = context.terminal;
  const width = Math.min(columns, 100) - 4;
  const prose = (text: string, resolved: ResolvedStop) => {
    for (const line of plainText(text, (one) => resolved.values[one] ?? '?').split('\n')) {
      for (const part of line === '' ? [''] : wrap(line, width))
        context.out(`    ${part}`.trimEnd() + '\n');
    }
  };
  context.out(`${style.bold(tour.id)}  ${tour.title}\n`);
  if (tour.summary !== null)
    for (const line of wrap(tour.summary, width)) context.out(`  ${line}\n`);
  stops.forEach(({ stop, resolved }, index) => {
    const where = Object.entries(resolved.positions)
      .map(([state, position]) => `${state}: ${position === null ? 'lost' : `step ${position}`}`)
      .join(', ');
    context.out(`\n${style.bold(style.cyan(`${index + 1}. ${stop.title}`))}\n`);
    context.out(
      style.dim(`    ${where}  ${placeText(runs, stop, resolved) ?? ''}`.trimEnd()) + '\n',
    );
    for (const { state, part, message } of resolved.lost) {
      context.out(`    ${style.red('lost')} ${state}, ${part}: ${message}\n`);
    }
    context.out('\n');
    prose(stop.text, resolved);
    const { question } = stop;
    if (!question) return;
    context.out(`\n    ${style.yellow('?')} ${question.ask}\n`);
    if (question.source.kind === 'choices') {
      question.source.choices.forEach(({ text }, at) =>
        context.out(`      ${String.fromCharCode(97 + at)}) ${text}\n`),
      );
    }
    if (!answers || !resolved.answer) return;
    const { text, bytes, written } = resolved.answer;
    context.out(`    ${style.green('=')} ${text}\n`);
    if (bytes !== null) context.out(style.dim(`      bytes ${bytes}`) + '\n');
    if (written !== null) context.out(style.dim(`      ${written}`) + '\n');
    if (question.explain !== null) prose(question.explain, resolved);
  });
}
