/** Edits of C sources as diffs: what the lab runs is always a patch that can be saved. */
import { createTwoFilesPatch } from 'diff';
import type { Scenario, ScenarioState } from '../../core/index.ts';

const KERNEL = 'kernel/';
const CONTEXT_LINES = 3;

/** What a file is to the state that it is edited in; null for files that no state can change. */
export function editableAs(
  file: string,
  scenario: Scenario,
  state: ScenarioState,
): 'kernel' | 'program' | null {
  if (file === state.program || file === scenario.program) return 'program';
  return file.startsWith(KERNEL) ? 'kernel' : null;
}

/** The diff from `before` to `after`, its paths as in the scenario's own diffs; '' if they are equal. */
export function diffText(file: string, before: string, after: string): string {
  if (before === after) return '';
  const path = file.startsWith(KERNEL) ? file.slice(KERNEL.length) : file;
  const options = { context: CONTEXT_LINES };
  const text = createTwoFilesPatch(
    ...([`a/${path}`, `b/${path}`, before, after, undefined, undefined, options] as const),
  );
  return text.replace(/^=+\n/, '');
}

/**
 * The text with `statement` before line `line` (from 1), indented like it. With `visit` it is carried
 * out only when execution arrives there for that time, counted from 1.
 */
export function withStatement(
  text: string,
  line: number,
  statement: string,
  visit: number | null,
): string {
  const lines = text.split('\n');
  const indent = /^\s*/.exec(lines[line - 1] ?? '')?.[0] ?? '';
  const inserted =
    visit === null
      ? [statement]
      : [
          '{',
          '\tstatic unsigned long visits;',
          '',
          `\tif (++visits == ${visit}) {`,
          `\t\t${statement}`,
          '\t}',
          '}',
        ];
  lines.splice(line - 1, 0, ...inserted.map((one) => (one === '' ? '' : indent + one)));
  return lines.join('\n');
}
