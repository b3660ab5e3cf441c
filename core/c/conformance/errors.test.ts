/**
 * Broken programs. The first line of each says where the error is and what it says, in part:
 * `error line:column: fragment` (the column may be left out). gcc must refuse them too, on that line.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CError } from '../index.ts';
import { hasGcc, readSource, runWithEngine, sources } from './testing/corpus.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'errors');

/**
 * gcc declares functions by itself, finds more headers, leaves names to the linker, and counts a file
 * without its last brace one line shorter.
 */
const OURS_ALONE = /^(undefined-|undeclared-function|no-main|no-such-header|missing-closing-brace)/;

describe.each(sources('errors'))('%s', (path) => {
  const header = /^\/\* error (\d+)(?::(\d+))?: (.*) \*\/\n/.exec(readSource('errors', path));
  const line = Number(header?.[1]);

  it('is refused at the right place, with the right words', () => {
    expect(header).not.toBeNull();
    let error: unknown;
    try {
      runWithEngine('errors', path, { record: false });
    } catch (thrown) {
      error = thrown;
    }
    expect(error, 'the program was accepted and ran').toBeInstanceOf(CError);
    const { location, message } = error as CError;
    const column = header?.[2] === undefined ? '' : `:${location.column}`;
    const place = `${location.file} ${location.line}${column}`;
    expect(place).toBe(`${path} ${line}${header?.[2] === undefined ? '' : `:${header[2]}`}`);
    expect(message).toContain(header?.[3]);
  });

  it.runIf(hasGcc && !OURS_ALONE.test(path))('is refused by gcc on the same line', () => {
    const { status, stderr } = spawnSync('gcc', ['-std=gnu11', '-c', '-o', '/dev/null', path], {
      cwd: FOLDER,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(new RegExp(`^[^:\\n]+:${line}:(\\d+:)? (fatal )?(error|note)`, 'm'));
  });
});
