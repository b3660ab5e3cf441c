import type { SymbolPlace } from '../../core/index.ts';
import type { Side } from '../model/session.ts';
import { plural, shortFile } from '../model/text.ts';
import { focusPaneNamed } from '../widgets/panes.ts';
import type { SourceSpot, SymbolAnswer } from '../worker/symbol-questions.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

type Sources = Pick<LabContext, 'lab' | 'source' | 'symbols' | 'ui'>;

/** Looking around in the sources by what their names mean. */
export function sourceCommands(context: LabContext): Command[] {
  const { lab, source, ui } = context;
  const source_ = (id: string, title: string, keys: string[], run: () => void): Command => ({
    id: `source.${id}`,
    title,
    group: 'Source',
    keys,
    enabled: () => lab.session !== null,
    run,
  });
  const show = (run: () => void) => () => {
    ui.leftPane = 'source';
    run();
  };
  const step = (by: 1 | -1) => () => {
    const list = source.references;
    if (!list) return;
    const { places } = list.answer;
    const next = (Math.max(list.at, by === 1 ? -1 : 0) + by + places.length) % places.length;
    source.goToReference(next);
    const place = places[next];
    if (place) ui.say(`${next + 1} of ${places.length}: ${shortFile(place.file)}:${place.line}`);
  };
  return [
    source_(
      'definition',
      'Go to the definition of the name at the text cursor',
      ['F12', 'J'],
      () => {
        void goToDefinition(context);
      },
    ),
    {
      ...source_('back', 'Back to the place looked at before', ['Alt+ArrowLeft'], () =>
        source.move(-1),
      ),
      enabled: () => source.ways.back,
    },
    {
      ...source_('forward', 'Forward to the place looked at after', ['Alt+ArrowRight'], () =>
        source.move(1),
      ),
      enabled: () => source.ways.forward,
    },
    source_(
      'references',
      'Find all references of the name at the text cursor',
      ['Shift+F12'],
      () => void findReferences(context),
    ),
    {
      ...source_('next-reference', 'Next reference', ['F4'], step(1)),
      enabled: () => source.references !== null,
    },
    {
      ...source_('previous-reference', 'Previous reference', ['Shift+F4'], step(-1)),
      enabled: () => source.references !== null,
    },
    source_(
      'what',
      'What is the name at the text cursor? Type, layout, value',
      ['I'],
      () => void showCard(context),
    ),
    {
      ...source_(
        'unified',
        'Sources as one text with − and + lines, or side by side',
        ['Alt+u'],
        () => {
          source.unified = !source.unified;
          ui.leftPane = 'source';
          ui.say(source.unified ? 'Sources: both in one text' : 'Sources: side by side');
        },
      ),
      enabled: () => lab.sessions.left !== null && lab.sessions.right !== null,
    },
    source_('cursor', 'Show the current line again', ['G'], show(source.leave)),
  ];
}

/** Where the text cursor of a column stands, as a question; null before anything is shown. */
export function spotOf(
  { lab, source }: Pick<Sources, 'lab' | 'source'>,
  side: Side,
): SourceSpot | null {
  const place = source.here(side);
  const state = lab.sessions[side]?.state.id;
  if (!place || state === undefined) return null;
  return { state, file: place.file, line: place.line, column: place.column };
}

/** Shows where the name at a column's text cursor is defined, or says why it cannot. */
export async function goToDefinition(
  context: Sources,
  side = context.source.side(),
): Promise<void> {
  const { symbols, source, ui } = context;
  const spot = spotOf(context, side);
  if (!spot) return;
  const found = await symbols.ask('symbol', spot);
  if (found === undefined) return;
  if (found === null) return ui.say(`No name that C knows stands at line ${spot.line}`);
  const to = destination(found);
  if (!to) return ui.say(nowhere(found));
  ui.leftPane = 'source';
  source.go({ side, ...to });
  ui.say(arrival(found, to));
}

/** Lists where the name at a column's text cursor stands, or says why it cannot. */
export async function findReferences(
  context: Sources,
  side = context.source.side(),
): Promise<void> {
  const { symbols, source, ui } = context;
  const spot = spotOf(context, side);
  if (!spot) return;
  const answer = await symbols.ask('references', spot);
  if (answer === undefined) return;
  if (answer === null) return ui.say(`No name that C knows stands at line ${spot.line}`);
  ui.leftPane = 'source';
  const { here } = answer.symbol;
  const at = answer.places.findIndex(
    ({ file, line, column }) => file === here.file && line === here.line && column === here.column,
  );
  source.references = { side, answer, at };
  const { places, symbol } = answer;
  ui.say(`${symbol.name}: ${plural(places.length, 'place')} in ${plural(filesOf(places), 'file')}`);
  focusPaneNamed('references');
}

const filesOf = (places: readonly { file: string }[]) =>
  new Set(places.map(({ file }) => file)).size;

/** Shows a card about the name at a column's text cursor, or says why it cannot. */
export async function showCard(context: Sources, side = context.source.side()): Promise<void> {
  const { symbols, source, ui } = context;
  const spot = spotOf(context, side);
  if (!spot) return;
  const answer = await symbols.ask('symbol', spot);
  if (answer === undefined) return;
  if (answer === null) return ui.say(`No name that C knows stands at line ${spot.line}`);
  ui.leftPane = 'source';
  source.card = { side, answer };
}

/** The definition; at the definition itself, and where there is none, a declaration. */
function destination({ definition, declarations, here }: SymbolAnswer): SymbolPlace | null {
  const elsewhere = (place: SymbolPlace) => place.file !== here.file || place.line !== here.line;
  if (definition && elsewhere(definition)) return definition;
  return declarations.find(elsewhere) ?? definition ?? declarations[0] ?? null;
}

function arrival({ name, definition, here, text }: SymbolAnswer, to: SymbolPlace): string {
  const where = `${shortFile(to.file)}:${to.line}`;
  if (!definition) return `${name} is declared in ${where}; no source of this state defines it`;
  if (to === definition) {
    const stays = to.file === here.file && to.line === here.line;
    return stays ? `This is the definition of ${name}` : `${text}: ${where}`;
  }
  return `${name} is declared in ${where}`;
}

function nowhere({ name, kind, macro }: SymbolAnswer): string {
  if (kind === 'macro' && macro)
    return `${name} is ${macro.body || 'defined'} by the scenario's configuration or the compiler`;
  return `${name} is known to the compiler itself: no source declares it`;
}
