/**
 * What the headers of a program gave when they were read before. Many units read the same headers; one
 * that would come out the same is not lexed and expanded again, and its tokens are shared.
 */
import type { LexerState } from '../lex.ts';
import type { SplicedText } from '../splices.ts';
import type { Token } from '../token.ts';
import type { Section } from './conditionals.ts';
import type { FoundInclude } from './include-directive.ts';
import type { MacroTable, MacroUse } from './macro-table.ts';
import type { Guard, OpenFile } from './open-file.ts';

/** A stretch of a header between two of its `#include`s, its start, or its end. */
export interface Segment {
  /** How its file stood where it begins. */
  guardBefore: Guard;
  macros: MacroUse;
  tokens: readonly Token[];
  /** How its file stands where it ends. */
  lexer: LexerState;
  sections: readonly Section[];
  guard: Guard;
  guardName: string;
  /** The header that is included there; null at the end of the file. */
  include: FoundInclude | null;
}

/** A header that comes out differently each time is not kept in more versions than that. */
const VERSIONS = 8;

/**
 * Belongs to one source tree, one `FileTable`, and one set of include paths and defines: the units of a
 * program have all of them in common.
 */
export class HeaderCache {
  /** Texts of files by path; null for paths without a file. */
  readonly sources = new Map<string, SplicedText | null>();
  /** What every unit starts with. */
  initial: MacroTable | null = null;
  private readonly segments = new Map<string, Segment[]>();

  /** The segment that begins where the file stands, if it would come out as it did before. */
  find(file: OpenFile, macros: MacroTable): Segment | undefined {
    return this.segments
      .get(placeOf(file))
      ?.find((segment) => segment.guardBefore === file.guard && macros.answersAs(segment.macros));
  }

  /** Remembers a segment by the place where it begins. */
  add(place: string, segment: Segment): void {
    const known = this.segments.get(place);
    if (known === undefined) this.segments.set(place, [segment]);
    else if (known.length < VERSIONS) known.push(segment);
  }
}

/** The place that a file has been read to. */
export function placeOf(file: OpenFile): string {
  return `${file.lexer.offset} ${file.path}`;
}
