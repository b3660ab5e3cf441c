import { GROUPS } from '../commands/command.ts';
import { formatChord } from '../commands/keys.ts';
import { openScenario } from '../commands/open-scenario.ts';
import { showFamily } from '../commands/programs.ts';
import type { CommandRegistry, LabContext } from '../commands/index.ts';
import type { PaletteMode } from '../stores/ui.ts';
import { count, shortFile } from '../model/text.ts';
import { breakpointItems } from './palette-breakpoints.ts';
import { recentItems } from './palette-recent.ts';
import { tourItems } from './palette-tour.ts';
import { watchItems } from './palette-watch.ts';

/** One line of the palette. */
export interface PaletteItem {
  key: string;
  title: string;
  /** Faint, beside the title. */
  hint: string;
  keys: string[];
  enabled: boolean;
  run: () => void;
}

export const PALETTE_LABELS: Record<PaletteMode, { title: string; placeholder: string }> = {
  commands: { title: 'Commands', placeholder: 'Search a command …' },
  step: { title: 'Go to step', placeholder: 'A step, +10, -10 or 50% …' },
  function: { title: 'Run to function', placeholder: 'The name of a function …' },
  line: { title: 'Run to line', placeholder: 'A line, or file:line …' },
  scenario: { title: 'Scenario', placeholder: 'Search a scenario …' },
  recent: { title: 'Recent', placeholder: 'Search what was open lately …' },
  tour: { title: 'Tour', placeholder: 'Search a guided tour …' },
  'break-function': {
    title: 'Breakpoint on a function',
    placeholder: 'A function; then, if wanted: if page == 0 …',
  },
  'break-line': {
    title: 'Breakpoint on a line',
    placeholder: 'A line, or file:line; then, if wanted: if n > 3 …',
  },
  'break-field': {
    title: 'Breakpoint on writes of a field',
    placeholder: 'A field; then, if wanted: if $value == 2 …',
  },
  'break-expression': {
    title: 'Breakpoint where an expression becomes true',
    placeholder: 'page->_refcount.counter == 2, or any other C expression …',
  },
  watch: { title: 'Watch an expression', placeholder: 'A C expression, or one of these …' },
};

const LIMIT = 60;

/** What the palette offers for a query. */
export function paletteItems(
  mode: PaletteMode,
  query: string,
  context: LabContext,
  commands: CommandRegistry,
): PaletteItem[] {
  switch (mode) {
    case 'commands':
      return filter(commandItems(commands), query);
    case 'scenario':
      return filter(scenarioItems(context), query);
    case 'recent':
      return filter(recentItems(context), query);
    case 'tour':
      return filter(tourItems(context), query);
    case 'function':
      return filter(functionItems(context), query);
    case 'step':
      return stepItems(context, query);
    case 'line':
      return lineItems(context, query);
    case 'watch': {
      const offered = watchItems(query, context);
      return [...offered.typed, ...filter(offered.known, query)];
    }
    default: {
      const offered = breakpointItems(mode, query, context);
      return filter(offered.items, offered.query);
    }
  }
}

function commandItems(commands: CommandRegistry): PaletteItem[] {
  return GROUPS.flatMap((group) =>
    commands
      .all()
      .filter((command) => command.group === group && command.id !== 'view.palette')
      .map((command) => ({
        key: command.id,
        title: command.title,
        hint: group,
        keys: command.keys.map((key) => formatChord(key)),
        enabled: commands.isEnabled(command.id),
        run: () => void commands.run(command.id),
      })),
  );
}

function scenarioItems(context: LabContext): PaletteItem[] {
  const scenarios = context.library.entries.map(({ id, scenario, error }) => ({
    key: id,
    title: scenario?.title ?? id,
    hint: scenario ? `${id.replace(/^.*\//, '')} · ${scenario.summary}` : (error?.message ?? ''),
    keys: [],
    enabled: scenario !== null,
    run: () => {
      if (scenario) openScenario(context, scenario);
    },
  }));
  if (context.host.kind === 'file') return scenarios;
  const families = context.programs.families.map((family) => ({
    key: family.directory,
    title: family.title,
    hint: { scoreboard: 'scoreboard', sweep: 'sweep', broken: 'cannot be loaded' }[family.kind],
    keys: [],
    enabled: true,
    run: () => showFamily(context, family.directory),
  }));
  return [...scenarios, ...families];
}

/** Functions that the run enters, in the order of their first call; Enter runs to the next call. */
function functionItems({ lab, ui }: LabContext): PaletteItem[] {
  const { session } = lab;
  if (!session) return [];
  const { trace } = session;
  const { enter } = trace.recording.calls;
  return trace.program.functions
    .map((info, index) => ({ info, rows: trace.callsOf(index) }))
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => enter[a.rows[0]!]! - enter[b.rows[0]!]!)
    .map(({ info, rows }) => {
      const calls = rows.length === 1 ? 'called once' : `called ${count(rows.length)} times`;
      return {
        key: info.name,
        title: `${info.name}()`,
        hint: `${shortFile(trace.program.files[info.file] ?? '')}:${info.line} · ${calls}`,
        keys: [],
        enabled: true,
        run: () => {
          const steps = trace.stepsEntering(info.name);
          const next = steps.find((step) => step > lab.position);
          // After the last call: back to the first one, and say so.
          if (next === undefined) ui.say(`No further call of ${info.name}: back to the first`);
          lab.seek(next ?? steps[0] ?? 0);
        },
      };
    });
}

/** `187`, `+10`, `-10`, `50%`. */
export function parseStep(query: string, position: number, length: number): number | null {
  const match = /^([+-]?)(\d+)(%?)$/.exec(query.replace(/[\s\u202f]/g, ''));
  if (!match?.[2]) return null;
  const number = Number(match[2]);
  const value = match[3] === '%' ? Math.round((number * length) / 100) : number;
  const to = match[1] === '+' ? position + value : match[1] === '-' ? position - value : value;
  return Math.max(0, Math.min(length, to));
}

function stepItems({ lab }: LabContext, query: string): PaletteItem[] {
  const { session, position } = lab;
  if (!session) return [];
  const step = parseStep(query, position, session.trace.length);
  if (step === null) return [];
  const at = step < session.trace.length ? session.trace.step(step) : null;
  return [
    {
      key: 'step',
      title: `Go to step ${count(step)}`,
      hint: at ? `${at.functionName}() ${shortFile(at.file)}:${at.line}` : 'the end of the run',
      keys: [],
      enabled: true,
      run: () => lab.seek(step),
    },
  ];
}

function lineItems({ lab, ui }: LabContext, query: string): PaletteItem[] {
  const { session } = lab;
  const match = /^(?:(.*):)?(\d+)$/.exec(query.trim());
  const here = lab.stacks[lab.side][lab.level];
  if (!session || !match || !here) return [];
  const [, wanted, number] = match;
  const line = Number(number);
  const files = session.trace.program.files.filter((file) =>
    wanted === undefined ? file === here.file : file.endsWith(wanted),
  );
  return files.map((file) => {
    const steps = session.trace.stepsAtLine(file, line);
    const next = steps.find((step) => step > lab.position);
    return {
      key: file,
      title: `Run to ${shortFile(file)}:${line}`,
      hint:
        steps.length === 0 ? 'never executed in this run' : `executed ${count(steps.length)} times`,
      keys: [],
      enabled: steps.length > 0,
      run: () => {
        if (next === undefined) ui.say('Not executed again: back to the first time');
        lab.seek(next ?? steps[0] ?? 0);
      },
    };
  });
}

/** Items whose words all begin somewhere with the words of the query, in order; best first. */
function filter(items: PaletteItem[], query: string): PaletteItem[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const score = (item: PaletteItem): number | null => {
    const title = item.title.toLowerCase();
    const text = `${title} ${item.hint.toLowerCase()}`;
    if (!words.every((word) => text.includes(word))) return null;
    const first = words[0] ?? '';
    return title.startsWith(first) ? 0 : title.includes(first) ? 1 : 2;
  };
  return items
    .flatMap((item) => {
      const rank = score(item);
      return rank === null ? [] : [{ item, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, LIMIT)
    .map(({ item }) => item);
}
