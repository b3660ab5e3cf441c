import {
  ExpressionError,
  readExpression,
  type BreakpointSpec,
  type ExpressionPlace,
} from '../../core/index.ts';
import type { LabContext } from '../commands/index.ts';
import { breakpointText } from '../model/breakpoints.ts';
import { count, shortFile } from '../model/text.ts';
import type { PaletteItem } from './palette.ts';

export type BreakpointMode = 'break-function' | 'break-line' | 'break-field' | 'break-expression';

/** What the palette offers to stop at; a condition may follow after ` if `. */
export function breakpointItems(
  mode: BreakpointMode,
  query: string,
  context: LabContext,
): { items: PaletteItem[]; query: string } {
  if (mode === 'break-expression') return { items: expressionItems(context, query), query: '' };
  const [, text = '', condition = ''] = /^(.*?)(?:\sif\s(.*))?$/.exec(query) ?? [];
  const item = (title: string, hint: string, target: BreakpointSpec['target']): PaletteItem => ({
    key: title,
    title,
    hint: condition === '' ? hint : `if ${condition}`,
    keys: [],
    enabled: true,
    run: () => add(context, { target, condition: condition.trim() }),
  });
  switch (mode) {
    case 'break-function':
      return { items: functionTargets(context, item), query: text };
    case 'break-line':
      return { items: lineTargets(context, text, item), query: '' };
    case 'break-field':
      return { items: fieldTargets(context, item), query: text };
  }
}

type Make = (title: string, hint: string, target: BreakpointSpec['target']) => PaletteItem;

function add({ breakpoints, lab, ui }: LabContext, spec: BreakpointSpec): void {
  const state = spec.target.kind === 'line' ? (lab.session?.state.id ?? null) : null;
  ui.say(`Breakpoint: ${breakpointText(breakpoints.add(spec, state))}`);
}

function functionTargets({ lab }: LabContext, item: Make): PaletteItem[] {
  const trace = lab.session?.trace;
  if (!trace) return [];
  return trace.program.functions
    .map((info, index) => ({ info, calls: trace.callsOf(index).length }))
    .filter(({ calls }) => calls > 0)
    .sort((a, b) => a.info.name.localeCompare(b.info.name))
    .map(({ info, calls }) => {
      const place = `${shortFile(trace.program.files[info.file] ?? '')}:${info.line}`;
      const target = { kind: 'function', name: info.name } as const;
      return item(`${info.name}()`, `${place} · called ${count(calls)} times`, target);
    });
}

function lineTargets({ lab }: LabContext, text: string, item: Make): PaletteItem[] {
  const here = lab.stacks[lab.side][lab.level];
  const trace = lab.session?.trace;
  const match = /^(?:(.*):)?(\d+)$/.exec(text.trim());
  if (!trace || !match) return [];
  const [, wanted, number] = match;
  const line = Number(number);
  return trace.program.files
    .filter((file) => (wanted === undefined ? file === here?.file : file.endsWith(wanted)))
    .map((file) => {
      const times = trace.stepsAtLine(file, line).length;
      const hint = times === 0 ? 'never executed in this run' : `executed ${count(times)} times`;
      return item(`${shortFile(file)}:${line}`, hint, { kind: 'line', file, line });
    });
}

/** Members that the program writes by name, with their records. */
function fieldTargets({ lab }: LabContext, item: Make): PaletteItem[] {
  const program = lab.session?.trace.program;
  if (!program) return [];
  const places = new Map<string, { record: string; member: string; places: number }>();
  for (const { kind, member } of program.sites) {
    if (!member || (kind !== 'write' && kind !== 'block-write')) continue;
    const { record, path } = member;
    const name = path.join('.');
    const key = `${record}.${name}`;
    const known = places.get(key) ?? { record, member: name, places: 0 };
    places.set(key, { ...known, places: known.places + 1 });
  }
  return [...places]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([title, { record, member, places: times }]) =>
      item(title, `written at ${count(times)} places`, { kind: 'field', record, member }),
    );
}

function expressionItems(context: LabContext, query: string): PaletteItem[] {
  const { lab } = context;
  const program = lab.session?.trace.program;
  const text = query.trim();
  if (!program || text === '') return [];
  const frame = lab.stacks[lab.side][lab.level];
  const item = (title: string, hint: string, place: BreakpointPlace | null): PaletteItem => ({
    key: title,
    title,
    hint,
    keys: [],
    enabled: true,
    run: () =>
      add(context, { target: { kind: 'expression', expression: text, place }, condition: '' }),
  });
  const anywhere = tried(() => readExpression(program, text));
  if (anywhere === null) return [item(`Wherever ${text} becomes true`, 'in the whole run', null)];
  if (frame) {
    const place: ExpressionPlace = frame;
    const local = tried(() => readExpression(program, text, place));
    if (local === null) {
      const { functionName, line } = frame;
      const title = `Where ${text} becomes true in ${functionName}()`;
      return [item(title, 'in each of its calls', { function: functionName, line })];
    }
    return [{ ...item(local, 'not an expression here', null), enabled: false }];
  }
  return [{ ...item(anywhere, 'not an expression', null), enabled: false }];
}

type BreakpointPlace = { function: string; line: number };

/** The message of what is wrong with an expression; null if nothing is. */
function tried(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}
