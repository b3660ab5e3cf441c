/**
 * Every program of the corpus, run by the engine with and without recording, prints what gcc's build
 * of it prints and ends with the same exit code. `build/freeze-conformance.mjs` froze gcc's answers
 * beside the programs; where gcc is at hand, the test for them being up to date runs too.
 */
import { describe, expect, it } from 'vitest';
import { CError } from '../index.ts';
import { hasGcc, readExpected, runWithEngine, runWithGcc, sources } from './testing/corpus.ts';

/** Features that the engine may refuse: it must then say so, at a place, before it runs anything. */
const isOptional = (path: string) => path.startsWith('optional/');

describe.each(sources('programs'))('%s', (path) => {
  it.each([
    ['plain', false],
    ['recorded', true],
  ])('runs as gcc says (%s)', (_, record) => {
    try {
      expect(runWithEngine('programs', path, { record })).toEqual(readExpected(path));
    } catch (error) {
      if (!isOptional(path) || !(error instanceof CError)) throw error;
      expect(error.location).toMatchObject({ file: path });
      expect(error.message).toMatch(/not supported/);
    }
  });

  // A minute of gcc: asked for, not skipped.
  if (hasGcc && process.env['CONFORMANCE_GCC']) {
    it('is frozen as gcc says', () => {
      expect(runWithGcc('programs', path, { options: ['-O0'] })).toEqual(readExpected(path));
    });
  }
});
