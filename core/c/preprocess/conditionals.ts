import { CError } from '../diagnostic.ts';
import { LexKind, locationOf } from '../source-token.ts';
import type { SourceToken } from '../source-token.ts';
import { evaluateCondition } from './condition.ts';
import type { OpenFile } from './open-file.ts';
import type { Preprocessor } from './preprocessor.ts';

/** A `#if` … `#endif` section being read. */
export interface Section {
  readonly opened: SourceToken;
  /** One of its groups has been compiled, so no later one will be. */
  taken: boolean;
  hasElse: boolean;
}

/** `#if`, `#ifdef`, `#ifndef`: opens a section, and skips to the group to compile. */
export function openSection(pp: Preprocessor, directive: SourceToken): void {
  const file = pp.file;
  const taken = holds(pp, directive);
  file.sections.push({ opened: directive, taken, hasElse: false });
  pp.finishLine();
  if (!taken) skipGroups(pp, file);
}

/** `#elif…` or `#else` after a group that was compiled: the rest of the section is skipped. */
export function nextGroup(pp: Preprocessor, directive: SourceToken): void {
  const section = currentSection(pp, directive);
  section.taken = true;
  noteElse(pp, section, directive);
  pp.finishLine();
  skipGroups(pp, pp.file);
}

/** `#endif` after a group that was compiled. */
export function closeSection(pp: Preprocessor, directive: SourceToken): void {
  currentSection(pp, directive);
  pp.file.sections.pop();
}

/** Skips groups up to one that is to be compiled, or over the `#endif`. */
function skipGroups(pp: Preprocessor, file: OpenFile): void {
  const { lexer, sections } = file;
  const section = sections[sections.length - 1];
  let depth = 0;
  while (lexer.skipToDirective()) {
    lexer.inDirective = true;
    const name = lexer.next();
    if (name.kind === LexKind.identifier) {
      if (name.text === 'if' || name.text === 'ifdef' || name.text === 'ifndef') depth++;
      else if (name.text === 'endif') {
        if (depth-- === 0) {
          sections.pop();
          file.noteSkipped();
          pp.finishLine();
          return;
        }
      } else if (depth === 0 && isAlternative(name.text)) {
        noteElse(pp, section, name);
        if (!section.taken && (name.text === 'else' || holds(pp, name))) {
          section.taken = true;
          file.noteSkipped();
          pp.finishLine();
          return;
        }
      }
    }
    lexer.inDirective = false;
  }
  throw unterminated(pp, section);
}

function isAlternative(name: string): boolean {
  return name === 'else' || name === 'elif' || name === 'elifdef' || name === 'elifndef';
}

/** Whether the condition of a directive holds; reads its line. */
function holds(pp: Preprocessor, directive: SourceToken): boolean {
  if (directive.text === 'if' || directive.text === 'elif') {
    return evaluateCondition(pp.expander, directive);
  }
  const name = pp.file.lexer.next();
  if (name.kind !== LexKind.identifier) {
    const message =
      name.kind === LexKind.endOfDirective
        ? `no macro name given in #${directive.text}`
        : 'macro names must be identifiers';
    throw new CError(message, locationOf(name, pp.files));
  }
  pp.expander.mention(name);
  return pp.macros.has(name.text) !== directive.text.endsWith('ndef');
}

function currentSection(pp: Preprocessor, directive: SourceToken): Section {
  const sections = pp.file.sections;
  const section = sections[sections.length - 1];
  if (section !== undefined) return section;
  throw new CError(`#${directive.text} without #if`, locationOf(directive, pp.files));
}

function noteElse(pp: Preprocessor, section: Section, directive: SourceToken): void {
  if (section.hasElse) {
    throw new CError(`#${directive.text} after #else`, locationOf(directive, pp.files), [
      { message: 'the conditional began here', location: locationOf(section.opened, pp.files) },
    ]);
  }
  if (directive.text === 'else') section.hasElse = true;
}

/** The error for a section still open at the end of its file. */
export function unterminated(pp: Preprocessor, section: Section): CError {
  const { opened } = section;
  return new CError(`unterminated #${opened.text}`, locationOf(opened, pp.files));
}
