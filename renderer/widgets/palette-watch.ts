import { ExpressionError, formatValue } from '../../core/index.ts';
import { watchText } from '../commands/watch.ts';
import type { LabContext } from '../commands/index.ts';
import { evaluated } from '../model/watch.ts';
import { wordExpressions } from '../model/word-expressions.ts';
import type { PaletteItem } from './palette.ts';

/** What the palette offers to watch: what was typed, the variables in sight, the selected word. */
export function watchItems(
  query: string,
  context: LabContext,
): { typed: PaletteItem[]; known: PaletteItem[] } {
  const { lab } = context;
  const { session, position, level } = lab;
  if (!session) return { typed: [], known: [] };
  const text = query.trim();
  const item = (expression: string, hint?: string): PaletteItem | null => {
    const now = evaluated(session, position, expression, level);
    const isError = now instanceof ExpressionError;
    // Many names have no value at this step: they can be watched all the same.
    const unreadable = isError && !/ names nothing |cannot access memory/.test(now.message);
    const value = isError ? now.message : formatValue(now.value.type, now.value.bytes);
    return {
      key: expression,
      title: expression,
      hint: hint === undefined ? value : `${hint} · ${value}`,
      keys: [],
      enabled: !unreadable,
      run: () => watchText(context, expression),
    };
  };
  const frame = lab.stacks[lab.side][level];
  const info = frame && session.trace.program.functions[frame.functionIndex];
  const inSight = (info?.variables ?? [])
    .filter(
      ({ scopeLine, scopeEndLine }) => frame!.line >= scopeLine && frame!.line <= scopeEndLine,
    )
    .map(({ name }) => name);
  const known = [
    ...[...new Set(inSight)].map((name) => item(name, `in ${info!.name}()`)),
    ...wordExpressions(lab.moments[lab.side], lab.selected).map((each) =>
      item(each, 'the selected word'),
    ),
  ].filter((each) => each !== null);
  const typed =
    text === '' || known.some(({ key }) => key === text)
      ? []
      : [item(text)].filter((i) => i !== null);
  return { typed, known };
}
