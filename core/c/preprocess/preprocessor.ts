import { CError } from '../diagnostic.ts';
import type { SourceLocation } from '../diagnostic.ts';
import { Lexer } from '../lex.ts';
import { LexKind, locationOf, TokenFlag } from '../source-token.ts';
import type { SourceToken } from '../source-token.ts';
import type { SplicedText } from '../splices.ts';
import type { FileTable, Token } from '../token.ts';
import { Builtins } from './builtins.ts';
import { unterminated } from './conditionals.ts';
import { runDirective } from './directives.ts';
import { placeOf } from './header-cache.ts';
import type { HeaderCache, Segment } from './header-cache.ts';
import { CallState, Expander } from './expand.ts';
import type { TokenReader } from './expand.ts';
import type { NameListener } from '../name-listener.ts';
import type { IncludeFinder } from './include.ts';
import { followInclude } from './include-directive.ts';
import type { FoundInclude } from './include-directive.ts';
import { MacroTable } from './macro-table.ts';
import { readDefinition, sameDefinition } from './macro.ts';
import type { Macro } from './macro.ts';
import { Guard, OpenFile } from './open-file.ts';

/** A token, or a place that is none. */
type Place = Parameters<typeof locationOf>[0];

/** Includes within includes, as GCC limits them. */
const INCLUDE_LIMIT = 200;

/**
 * The state of preprocessing one translation unit: macros, the files being read, the expander on top.
 * It reads the running text for the expander, carrying out directives on the way.
 */
export class Preprocessor implements TokenReader {
  readonly macros: MacroTable;
  /** The tokens for the parser, as far as the unit has been read. */
  readonly output: Token[] = [];
  readonly expander: Expander;
  call: CallState = CallState.none;
  /** Definitions saved by `#pragma push_macro`, innermost last. */
  readonly savedMacros = new Map<string, (Macro | undefined)[]>();

  /** A header's text may have come here before: see `HeaderCache`. */
  mayStartSegment = false;

  private readonly open: OpenFile[] = [];
  private current: OpenFile;
  /** Tokens to read before the text goes on, next one last. */
  private readonly pending: SourceToken[] = [];
  /** The segment being read, if it is to be remembered. */
  private segment: { place: string; guardBefore: Guard; from: number } | null = null;

  constructor(
    main: { path: string; source: SplicedText },
    readonly files: FileTable,
    readonly finder: IncludeFinder,
    private readonly onWarning: (message: string, location: SourceLocation) => void,
    readonly listener: Pick<NameListener, 'macro'> | null = null,
    private readonly headers: HeaderCache | null = null,
  ) {
    this.macros = new MacroTable(headers?.initial);
    const builtins = new Builtins(this);
    this.expander = new Expander(this.macros, this, files, (macro, name, line) =>
      builtins.answer(macro, name, line),
    );
    if (listener) this.expander.onUse = (macro, name) => listener.macro(name, macro, 'use');
    this.current = this.enter(main.path, main.source, -1);
  }

  /** The innermost file being read. */
  get file(): OpenFile {
    return this.current;
  }

  /** How many `#include`s lead to the text being read. */
  get includeLevel(): number {
    return this.open.length - 1;
  }

  /** Path of the translation unit itself. */
  get mainPath(): string {
    return this.open[0].path;
  }

  read(): SourceToken {
    for (;;) {
      while (this.mayStartSegment) this.startSegment();
      const file = this.current;
      const token = this.pending.length > 0 ? this.pending.pop()! : file.lexer.next();
      if ((token.flags & TokenFlag.lineStart) !== 0 && this.call !== CallState.opening) {
        if (token.text === '#' || token.text === '%:') {
          if (this.call !== CallState.none) this.forgetSegment();
          runDirective(this, token);
          continue;
        }
      }
      if (token.kind === LexKind.endOfFile) {
        // The end of an included file also ends a macro call: the expander must see it.
        if (this.call === CallState.none) {
          this.endSegment(null);
          if (this.leave()) continue;
        }
        return token;
      }
      // A token outside the `#ifndef` that might have guarded the whole file.
      if (file.guard !== Guard.inside && !file.lexer.inDirective) file.guard = Guard.none;
      return token;
    }
  }

  unread(token: SourceToken): void {
    this.pending.push(token);
  }

  /** Makes tokens come before the rest of the text. */
  insert(tokens: readonly SourceToken[]): void {
    for (let index = tokens.length - 1; index >= 0; index--) this.pending.push(tokens[index]);
  }

  /** Starts reading a file. Throws CError when includes are nested too deeply. */
  include(path: string, source: SplicedText, searchIndex: number, at: Place): void {
    if (this.open.length >= INCLUDE_LIMIT) {
      throw this.error(at, `#include nested ${INCLUDE_LIMIT} levels deep: ${path}`);
    }
    this.finder.setRead(path);
    this.current = this.enter(path, source, searchIndex);
  }

  /** Reads the rest of a directive's line and lets the text go on after it. */
  finishLine(): void {
    const lexer = this.current.lexer;
    while (lexer.next().kind !== LexKind.endOfDirective);
    lexer.inDirective = false;
  }

  /** `#define`, with the lexer after the directive's name. */
  define(lexer: Lexer, files: FileTable): void {
    const macro = readDefinition(lexer, files);
    if (macro.name === 'defined' || macro.name === '__VA_ARGS__' || macro.name === '__VA_OPT__') {
      throw new CError(`"${macro.name}" cannot be used as a macro name`, lexer.location());
    }
    const old = this.macros.get(macro.name);
    if (old !== undefined && !sameDefinition(old, macro)) {
      this.forgetSegment();
      this.onWarning(`"${macro.name}" redefined`, lexer.location());
    }
    this.setMacro(macro.name, macro);
    this.listener?.macro(files === this.files ? macro.at : null, macro, 'definition');
  }

  /** Gives a name a definition, or none. */
  setMacro(name: string, macro: Macro | undefined): void {
    this.macros.set(name, macro);
  }

  warn(message: string, at: Place): void {
    this.forgetSegment();
    this.onWarning(message, locationOf(at, this.files));
  }

  error(at: Place, message: string): CError {
    return new CError(message, locationOf(at, this.files));
  }

  private enter(path: string, source: SplicedText, searchIndex: number): OpenFile {
    const lexer = new Lexer(source, this.files.number(path), this.files);
    const file = new OpenFile(path, searchIndex, lexer);
    this.open.push(file);
    return file;
  }

  /** The end of the innermost file. False when it is the translation unit itself. */
  private leave(): boolean {
    const file = this.current;
    const section = file.sections[file.sections.length - 1];
    if (section !== undefined) throw unterminated(this, section);
    if (file.guard === Guard.closed) this.finder.setGuard(file.path, file.guardName);
    if (this.open.length === 1) return false;
    this.open.pop();
    this.current = this.open[this.open.length - 1]!;
    this.mayStartSegment = true;
    return true;
  }

  /** At a place where a segment begins: takes it over if it is known, else sees to it that it will be. */
  private startSegment(): void {
    this.mayStartSegment = false;
    const { headers, current: file, macros } = this;
    if (headers === null || this.open.length === 1) return;
    if (this.call !== CallState.none || this.pending.length > 0) return;
    const known = headers.find(file, macros);
    if (known !== undefined) return this.takeOver(known);
    this.segment = {
      place: placeOf(file),
      guardBefore: file.guard,
      from: this.output.length,
    };
    macros.startNoting();
  }

  /** Leaves everything as reading the segment would. */
  private takeOver({ tokens, macros, lexer, sections, guard, guardName, include }: Segment): void {
    const { current: file, output } = this;
    for (const token of tokens) output.push(token);
    for (const [name, macro] of macros.changed) this.macros.set(name, macro);
    file.lexer.restore(lexer);
    file.sections = sections.map((section) => ({ ...section }));
    file.guard = guard;
    file.guardName = guardName;
    if (include !== null) followInclude(this, include);
  }

  /** The segment being read ends here, with the `#include` of a file or with its own. */
  endSegment(include: FoundInclude | null): void {
    const { segment, current: file, output } = this;
    this.segment = null;
    const macros = this.macros.stopNoting();
    if (segment === null || macros === null) return;
    this.headers?.add(segment.place, {
      guardBefore: segment.guardBefore,
      macros,
      tokens: output.slice(segment.from),
      lexer: file.lexer.save(),
      sections: file.sections.map((section) => ({ ...section })),
      guard: file.guard,
      guardName: file.guardName,
      include,
    });
  }

  /** The segment being read depends on more than macros, or does more than define them. */
  forgetSegment(): void {
    this.segment = null;
    this.macros.stopNoting();
  }
}
