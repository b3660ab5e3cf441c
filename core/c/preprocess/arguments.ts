import { CError } from '../diagnostic.ts';
import type { SourceLocation } from '../diagnostic.ts';
import { LexKind } from '../source-token.ts';
import type { SourceToken } from '../source-token.ts';
import type { Expander } from './expand.ts';
import type { Macro } from './macro.ts';
import { Argument } from './substitute.ts';

/** Reads the arguments of a call up to its `)`; the `(` is already read. Throws CError. */
export function collectArguments(
  expander: Expander,
  macro: Macro,
  place: SourceLocation,
): Argument[] {
  const lists = readLists(expander, macro, place);
  const expected = macro.parameters!.length;
  if (expected === 0 && lists.length === 1 && lists[0].length === 0) return [];
  const given = lists.length;
  const lacksVariable = macro.variadic && given === expected - 1;
  if (given !== expected && !lacksVariable) throw wrongCount(macro, given, place);
  // GNU: `f()` of a macro whose only parameter is variable counts as no argument at all.
  const omitted = lacksVariable || (macro.variadic && given === 1 && lists[0].length === 0);
  const args = lists.map(
    (tokens, index) => new Argument(tokens, omitted && index === expected - 1),
  );
  if (lacksVariable) args.push(new Argument([], true));
  return args;
}

function readLists(expander: Expander, macro: Macro, place: SourceLocation): SourceToken[][] {
  const variableFrom = macro.variadic ? macro.parameters!.length : Infinity;
  const lists: SourceToken[][] = [];
  let list: SourceToken[] = [];
  let depth = 0;
  expander.prevented++;
  for (;;) {
    const token = expander.next();
    if (token.kind === LexKind.padding) {
      if (list.length > 0) list.push(token);
      continue;
    }
    if (token.kind === LexKind.punctuator) {
      if (token.text === '(') depth++;
      else if (token.text === ')') {
        if (depth-- === 0) break;
      } else if (token.text === ',' && depth === 0 && lists.length + 1 < variableFrom) {
        expander.spend(list.length);
        lists.push(trimmed(list));
        list = [];
        continue;
      }
    } else if (token.kind === LexKind.endOfFile || token.kind === LexKind.endOfDirective) {
      throw new CError(`unterminated argument list invoking macro "${macro.name}"`, place);
    }
    list.push(token);
  }
  expander.prevented--;
  expander.spend(list.length);
  lists.push(trimmed(list));
  return lists;
}

/** Removes padding at the end. */
function trimmed(list: SourceToken[]): SourceToken[] {
  while (list.length > 0 && list[list.length - 1].kind === LexKind.padding) list.pop();
  return list;
}

function wrongCount(macro: Macro, given: number, place: SourceLocation): CError {
  const expected = macro.parameters!.length;
  const takes = macro.variadic ? `at least ${expected - 1}` : `${expected}`;
  return new CError(`macro "${macro.name}" takes ${takes} argument(s), but got ${given}`, place);
}
