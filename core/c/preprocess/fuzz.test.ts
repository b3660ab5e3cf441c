import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CError } from '../diagnostic.ts';
import { lex } from '../lex.ts';
import { FileTable } from '../token.ts';
import { tokensOf } from './testing/preprocess-text.ts';

/** Pieces of which every sort of broken source can be made. */
const PIECES = [
  '#define f(x, y...) x ## y #x',
  '#define g(...) f(__VA_ARGS__) __VA_OPT__(a ## b)',
  '#define h g(',
  '#define f f g',
  '#define ',
  '#undef f',
  '#if ',
  '#ifdef f',
  '#elif ',
  '#elifdef g',
  '#else',
  '#endif',
  '#include "a.c"',
  '#include <b.h>',
  '#include ',
  '#line 5 "x"',
  '# 3',
  '#pragma pack(1)',
  '#pragma push_macro("f")',
  '#pragma pop_macro("f")',
  '#pragma once',
  '#',
  '\n',
  '\n',
  '\n',
  '\\\n',
  '(',
  ')',
  ',',
  '...',
  '##',
  '__VA_OPT__(',
  '__VA_ARGS__',
  'defined',
  '__has_include(',
  '__LINE__',
  '_Pragma("',
  '"',
  "'",
  '/*',
  '*/',
  '//',
  '\\',
  'f',
  'g(1,2)',
  'h',
  '1',
  '0x',
  '1e+',
  '?',
  ':',
  '-',
  '<:',
  '%:',
  '@',
  '\u00e9',
  '\0',
  ' ',
];

const source = fc
  .array(fc.oneof({ arbitrary: fc.constantFrom(...PIECES), weight: 12 }, fc.string()), {
    maxLength: 60,
  })
  .map((pieces) => pieces.join(' '));

/** Runs `action`; only an error in the source may come out of it. */
function refusesOnly(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof CError)) throw error;
    expect(error.location.line).toBeGreaterThan(0);
    expect(error.location.file).not.toBe('<unknown>');
  }
}

describe('broken sources', () => {
  it('make the preprocessor throw nothing but CError, and end', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(source, source, (main, header) => {
        const sources = { 'a.c': main, 'b.h': header };
        refusesOnly(() => tokensOf(sources, { includePaths: ['.'] }));
      }),
      { numRuns: 3000 },
    );
  });

  it('leave every token of the lexer where it says it is', () => {
    fc.assert(
      fc.property(source, (text) => {
        fc.pre(!/\\\s*\n/.test(text));
        const lines = text.split('\n');
        const files = new FileTable();
        refusesOnly(() => {
          for (const { text: spelling, line, column } of lex(text, files.number('a.c'), files)) {
            const rest = (lines[line - 1] ?? '').slice(column - 1);
            expect(rest.slice(0, spelling.length)).toBe(spelling);
          }
        });
      }),
      { numRuns: 2000 },
    );
  });
});
