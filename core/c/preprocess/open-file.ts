import type { Lexer } from '../lex.ts';
import type { Section } from './conditionals.ts';

/** Where a file stands in being recognised as "wholly inside one `#ifndef NAME`". */
export const Guard = { unread: 0, inside: 1, closed: 2, none: 3 } as const;
export type Guard = (typeof Guard)[keyof typeof Guard];

/** A file being read, one for each level of `#include`. */
export class OpenFile {
  /** The sections open at this point, innermost last. */
  sections: Section[] = [];
  guard: Guard = Guard.unread;
  /** The macro that guards the file, once `guard` is `inside`. */
  guardName = '';

  constructor(
    readonly path: string,
    readonly searchIndex: number,
    readonly lexer: Lexer,
  ) {}

  /** To be told of each directive before it is carried out; `guarded` is the name of `#ifndef NAME`. */
  noteDirective(name: string, guarded: string | null): void {
    if (this.guard === Guard.none) return;
    if (this.guard === Guard.inside) {
      if (this.sections.length !== 1) return;
      if (name === 'endif') this.guard = Guard.closed;
      else if (name.startsWith('el')) this.guard = Guard.none;
    } else if (this.guard === Guard.unread && guarded !== null) {
      this.guard = Guard.inside;
      this.guardName = guarded;
    } else {
      this.guard = Guard.none;
    }
  }

  /** To be told when a group was skipped: then the file is not wholly inside that section. */
  noteSkipped(): void {
    if (this.sections.length <= 1) this.guard = Guard.none;
  }
}
