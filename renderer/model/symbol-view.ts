/** What a name in a source is and has at a step, in words. */
import { ExpressionError, writerText, type SymbolKind } from '../../core/index.ts';
import type { SymbolAnswer } from '../worker/symbol-questions.ts';
import type { Moment } from './session.ts';
import { count, plural, shortFile } from './text.ts';
import { evaluated, textOf } from './watch.ts';

/** A row of what is said about a name. */
export interface SymbolRow {
  label: string;
  text: string;
}

export interface SymbolView {
  kind: string;
  /** As C declares it. */
  declaration: string;
  rows: SymbolRow[];
  layout: string | null;
}

const KINDS: Record<SymbolKind, string> = {
  function: 'function', variable: 'variable', parameter: 'parameter', local: 'local variable', typedef: 'type',
  constant: 'constant', struct: 'struct', union: 'union', enum: 'enum', member: 'member', label: 'label', macro: 'macro',
}; // prettier-ignore

const LONGEST = 300;
const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text);

/** Everything that a card about a name shows; `moment` is where its value is read, null for nowhere. */
export function symbolView(answer: SymbolAnswer, moment: Moment | null): SymbolView {
  const rows: SymbolRow[] = [];
  const add = (label: string, text: string | null) => {
    if (text !== null) rows.push({ label, text });
  };
  add('is', macroText(answer));
  add('value', constantText(answer));
  add('lies in', memberText(answer));
  add('size', sizeText(answer));
  if (moment) rows.push(...valueRows(answer, moment));
  add('defined', placeText(answer));
  return { kind: KINDS[answer.kind], declaration: answer.text, rows, layout: answer.layout };
}

function macroText({ macro }: SymbolAnswer): string | null {
  return macro ? cut(macro.body || '(nothing)') : null;
}

function constantText({ value }: SymbolAnswer): string | null {
  if (value === null) return null;
  return value > 9n ? `${value} = 0x${value.toString(16)}` : String(value);
}

function memberText({ member, size }: SymbolAnswer): string | null {
  if (!member) return null;
  const { record, path, offset, bits } = member;
  const place = `${record}, offset ${offset}${offset > 9 ? ` (0x${offset.toString(16)})` : ''}`;
  const as = path.includes('.') ? `, as ${path}` : '';
  if (!bits) return `${place}, ${plural(size ?? 0, 'byte')}${as}`;
  const last = bits.first + bits.width - 1;
  return `${place}, ${bits.width > 1 ? `bits ${bits.first} to ${last}` : `bit ${bits.first}`}${as}`;
}

function sizeText({ size, align, member, kind }: SymbolAnswer): string | null {
  if (size === null || member || kind === 'constant') return null;
  return `${plural(size, 'byte')}, aligned to ${align ?? 1}`;
}

function placeText({ definition, declarations, here, macro }: SymbolAnswer): string {
  const [declared] = declarations;
  const name = ({ file, line }: { file: string; line: number }) =>
    file === here.file && line === here.line ? 'here' : `${shortFile(file)}:${line}`;
  if (definition) return name(definition);
  if (declared) return `nowhere in this state; declared ${name(declared)}`;
  return macro ? 'by the configuration or the compiler' : 'by the compiler';
}

/** What it is at the step, and who wrote it. */
function valueRows({ expression, here }: SymbolAnswer, { session, position }: Moment): SymbolRow[] {
  if (expression === null) return [];
  const now = evaluated(session, position, expression, 0, here);
  const label = `at step ${count(position)}`;
  if (now instanceof ExpressionError) return notThere(now.message, label, expression);
  if (!now.isSet) return [{ label, text: 'not written yet' }];
  const rows = [{ label, text: cut(`${expression} = ${textOf(session, position, now)}`) }];
  const { written } = now;
  if (written) {
    const by = writerText(session.trace, written);
    rows.push({ label: 'written', text: `step ${count(written.step)}, ${by}` });
  }
  return rows;
}

/** A variable of a function that does not run has no value; that is no mistake. */
function notThere(message: string, label: string, expression: string): SymbolRow[] {
  const text = / names nothing without a running function/.test(message)
    ? `${expression}: this function is not running`
    : message;
  return [{ label, text }];
}

/** The card in one sentence, for the status line. */
export function symbolSentence(name: string, { kind, declaration, rows }: SymbolView): string {
  const said = rows.map(({ label, text }) => `${label} ${text}`).join('; ');
  return `${name}, ${kind}: ${declaration}; ${said}`;
}
