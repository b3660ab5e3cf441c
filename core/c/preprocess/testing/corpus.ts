import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lex } from '../../lex.ts';
import { primarySpelling } from '../../punctuator.ts';
import { FileTable } from '../../token.ts';
import type { SourceTree } from '../../token.ts';

/** Include paths of the corpus, in order. */
export const INCLUDE_PATHS = ['.', 'p1', 'p2'];

const folder = path.join(import.meta.dirname, 'corpus');

/** The corpus as a tree of sources. */
export const corpus: SourceTree = {
  read: (name) => {
    try {
      return readFileSync(path.join(folder, name), 'utf8');
    } catch {
      return undefined;
    }
  },
};

/** Whether gcc can be run. On CI it must be there: its absence is then an error, not a skipped test. */
export const hasGcc = ((): boolean => {
  const found = spawnSync('gcc', ['--version']).status === 0;
  if (found) return true;
  if (process.env.CI) throw new Error('gcc is missing: install gcc 12, the oracle of these tests');
  console.warn('gcc is missing: the comparison with gcc -E is skipped');
  return false;
})();

/** Runs gcc's preprocessor in the corpus' folder on a file of it, or on `input`. */
export function gcc(options: string[], input?: string): string {
  const run = spawnSync('gcc', ['-E', ...options], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...process.env, SOURCE_DATE_EPOCH: '0', LC_ALL: 'C' },
  });
  if (run.status !== 0) throw new Error(`gcc -E ${options.join(' ')} failed:\n${run.stderr}`);
  return run.stdout;
}

/** The texts of all tokens that gcc makes of a file of the corpus. */
export function gccTokens(name: string): string[] {
  const paths = INCLUDE_PATHS.flatMap((include) => ['-I', include]);
  const text = gcc(['-P', ...paths, name]);
  const lines = text.split('\n').filter((line) => !line.startsWith('#pragma'));
  return lex(lines.join('\n'), 0, new FileTable()).map((token) => primarySpelling(token.text));
}
