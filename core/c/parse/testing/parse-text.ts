import { CError } from '../../diagnostic.ts';
import { preprocess } from '../../preprocess/preprocess.ts';
import { FileTable } from '../../token.ts';
import type { Dialect } from '../context.ts';
import { parseUnit, type Unit } from '../unit.ts';

/** Parses and checks a text as `t.c`, without any headers. Throws CError. */
export function parseText(text: string, dialect: Dialect = {}): Unit {
  const files = new FileTable();
  const tree = { read: (path: string) => (path === 't.c' ? text : undefined) };
  return parseUnit(
    't.c',
    preprocess('t.c', tree, files, { includePaths: [], defines: {} }),
    files,
    dialect,
  );
}

/** What the front end says about a text that it refuses. */
export function refusal(text: string): string {
  try {
    parseText(text);
  } catch (error) {
    if (error instanceof CError) return error.format();
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Value of `enum { answer = … }` of a text: what a constant expression comes to. */
export function answerOf(expression: string, before = ''): bigint {
  const unit = parseText(`${before}\nenum { answer = ${expression} };`);
  const binding = unit.context.fileScope.lookup('answer');
  if (binding?.kind !== 'constant') throw new Error('no constant');
  return binding.value;
}
