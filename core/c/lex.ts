import {
  CharacterClass,
  CLASS,
  Code,
  continuesWord,
  isExponentLetter,
  isStringPrefix,
  universalNameLength,
} from './characters.ts';
import { CError } from './diagnostic.ts';
import type { SourceLocation } from './diagnostic.ts';
import { isDigraph, punctuatorAt } from './punctuator.ts';
import { LexKind, SourceToken, TokenFlag } from './source-token.ts';
import type { SplicedText } from './splices.ts';
import { splice } from './splices.ts';
import type { FileTable } from './token.ts';

/** All tokens of a text, directives included as plain tokens, and `endOfFile` last. Throws CError. */
export function lex(text: string, file: number, files: FileTable): SourceToken[] {
  const lexer = new Lexer(splice(text), file, files);
  const tokens: SourceToken[] = [];
  do tokens.push(lexer.next());
  while (tokens[tokens.length - 1].kind !== LexKind.endOfFile);
  return tokens;
}

/** How far a lexer has read: between two tokens, outside of a directive. */
export type LexerState = Readonly<{
  line: number;
  position: number;
  lineStart: number;
  spliceIndex: number;
  nextSplice: number;
  before: number;
}>;

/**
 * Splits one file into tokens, comments and line joints gone. It reads forward only. Directives are
 * the caller's matter: `inDirective` makes it stop at the end of the line.
 */
export class Lexer {
  /** While true a line end is not passed: `next` answers `endOfDirective` again and again. */
  inDirective = false;
  /** The number of the line being read, from 1. `#line` sets it. */
  line = 1;

  private readonly text: string;
  private readonly splices: readonly number[];
  private position = 0;
  private lineStart = 0;
  private spliceIndex = 0;
  private nextSplice: number;
  /** Flags that the next token starts with. */
  private before: number = TokenFlag.lineStart;
  /** Flags of the token being made. */
  private flags = 0;

  constructor(
    source: SplicedText,
    /** Number of the file that tokens are said to come from. Line markers set it. */
    public file: number,
    private readonly files: FileTable,
  ) {
    this.text = source.text;
    this.splices = source.splices;
    this.nextSplice = source.splices[0] ?? Infinity;
  }

  /** The next token; at the end of the text `endOfFile`, however often it is called. */
  next(): SourceToken {
    const text = this.text;
    let flags = this.before;
    let position = this.position;
    for (;;) {
      const code = text.charCodeAt(position);
      const kind = code < 128 ? CLASS[code] : code >= 128 ? CharacterClass.letter : -1;
      if (kind === CharacterClass.space) {
        position++;
        flags |= TokenFlag.space;
      } else if (kind === CharacterClass.letter) {
        this.begin(position, flags);
        return this.identifier(position, position);
      } else if (code === Code.newline) {
        if (this.inDirective) {
          this.begin(position, flags);
          this.before = flags;
          return this.make(LexKind.endOfDirective, '', position, position);
        }
        this.newLine(++position);
        flags = TokenFlag.lineStart | TokenFlag.space;
      } else {
        if (code === Code.slash) {
          const after = this.commentEnd(position);
          if (after !== position) {
            position = after;
            flags |= TokenFlag.space;
            continue;
          }
        }
        this.begin(position, flags);
        if (kind === CharacterClass.digit) return this.number(position);
        if (kind === -1) return this.make(LexKind.endOfFile, '', position, position);
        return this.symbol(position, code);
      }
    }
  }

  /**
   * The header name of an `#include`, with its quotes, when one stands here; else null, and nothing
   * but white space is consumed.
   */
  headerName(): SourceToken | null {
    const text = this.text;
    let position = this.position;
    for (;;) {
      const code = text.charCodeAt(position);
      if (CLASS[code] === CharacterClass.space) {
        position++;
        continue;
      }
      const after = code === Code.slash ? this.commentEnd(position) : position;
      if (after === position) break;
      position = after;
    }
    this.begin(position, this.before | TokenFlag.space);
    this.before = this.flags;
    const open = text.charCodeAt(position);
    if (open !== Code.less && open !== Code.quote) return null;
    const close = text.indexOf(open === Code.less ? '>' : '"', position + 1);
    if (close < 0 || close > this.lineEnd(position)) return null;
    this.before = 0;
    return this.make(LexKind.string, text.slice(position, close + 1), position, close + 1);
  }

  /** The rest of the line as written, trimmed: the text of `#error`. Consumes nothing. */
  restOfLine(): string {
    return this.text.slice(this.position, this.lineEnd(this.position)).trim();
  }

  /**
   * Skips text that is not compiled, up to and over the next `#` that starts a line, without making
   * tokens. False at the end of the file. To be called at the end of a directive's line.
   */
  skipToDirective(): boolean {
    const text = this.text;
    let position = this.position;
    let atStart = false;
    for (;;) {
      const code = text.charCodeAt(position);
      if (code === Code.newline) {
        this.newLine(++position);
        atStart = true;
      } else if (CLASS[code] === CharacterClass.space) {
        position++;
      } else if (code === Code.slash) {
        const after = this.commentEnd(position);
        if (after === position) atStart = false;
        position = after === position ? position + 1 : after;
      } else if (code === Code.quote || code === Code.apostrophe) {
        atStart = false;
        const end = this.literalEnd(position + 1, code);
        position = end < 0 ? this.lineEnd(position) : end;
      } else if (Number.isNaN(code)) {
        this.begin(position, 0);
        return false;
      } else if (!atStart) {
        position++;
      } else {
        const hash = punctuatorAt(text, position, code);
        if (hash === '#' || hash === '%:') {
          this.begin(position, 0);
          this.position = position + hash.length;
          return true;
        }
        atStart = false;
        position++;
      }
    }
  }

  /** Characters read so far. */
  get offset(): number {
    return this.position;
  }

  /** To go back to, or for another lexer of the same text to go on from. */
  save(): LexerState {
    const { line, position, lineStart, spliceIndex, nextSplice, before } = this;
    return { line, position, lineStart, spliceIndex, nextSplice, before };
  }

  restore(state: LexerState): void {
    this.line = state.line;
    this.position = state.position;
    this.lineStart = state.lineStart;
    this.spliceIndex = state.spliceIndex;
    this.nextSplice = state.nextSplice;
    this.before = state.before;
  }

  /** The place reached, for errors. */
  location(): SourceLocation {
    return this.locate(this.position);
  }

  /** Settles line and flags of a token that begins here. */
  private begin(position: number, flags: number): void {
    if (position >= this.nextSplice) this.passSplices(position);
    this.position = position;
    this.flags = flags;
    this.before = 0;
  }

  private make(kind: LexKind, text: string, start: number, end: number): SourceToken {
    this.position = end;
    const column = start - this.lineStart + 1;
    return new SourceToken(kind, text, this.file, this.line, column, null, this.flags);
  }

  private newLine(start: number): void {
    this.line++;
    this.lineStart = start;
    if (start > this.nextSplice) this.passSplices(start - 1);
  }

  private passSplices(position: number): void {
    while (position >= this.nextSplice) {
      this.line++;
      if (this.nextSplice > this.lineStart) this.lineStart = this.nextSplice;
      this.nextSplice = this.splices[++this.spliceIndex] ?? Infinity;
    }
  }

  private identifier(start: number, from: number): SourceToken {
    const text = this.text;
    let end = from;
    let code = text.charCodeAt(end);
    for (;;) {
      if (continuesWord(code)) end++;
      else {
        const length = code === Code.backslash ? universalNameLength(text, end) : 0;
        if (length === 0) break;
        end += length;
      }
      code = text.charCodeAt(end);
    }
    if (code === Code.quote || (code === Code.apostrophe && end - start === 1)) {
      if (isStringPrefix(text, start, end)) return this.literal(start, end, code);
    }
    return this.make(LexKind.identifier, text.slice(start, end), start, end);
  }

  /** A preprocessing number: greedier than any constant (C11 6.4.8). */
  private number(start: number): SourceToken {
    const text = this.text;
    let end = start + 1;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code === Code.dot || continuesWord(code)) end++;
      else if (code === Code.apostrophe && continuesWord(text.charCodeAt(end + 1))) end += 2;
      else if (code !== Code.plus && code !== Code.minus) break;
      else if (isExponentLetter(text.charCodeAt(end - 1))) end++;
      else break;
    }
    // C23's separators of digits mean nothing, so no one behind the lexer needs to know them
    return this.make(LexKind.number, text.slice(start, end).replaceAll("'", ''), start, end);
  }

  private symbol(position: number, code: number): SourceToken {
    const text = this.text;
    if (code === Code.quote || code === Code.apostrophe) {
      return this.literal(position, position, code);
    }
    if (code === Code.dot && CLASS[text.charCodeAt(position + 1)] === CharacterClass.digit) {
      return this.number(position);
    }
    if (code === Code.backslash && universalNameLength(text, position) > 0) {
      return this.identifier(position, position);
    }
    const punctuator = punctuatorAt(text, position, code);
    if (punctuator === '') {
      return this.make(LexKind.other, text[position], position, position + 1);
    }
    if (code === Code.less || code === Code.percent || code === Code.colon) {
      if (isDigraph(punctuator)) this.flags |= TokenFlag.digraph;
    }
    return this.make(LexKind.punctuator, punctuator, position, position + punctuator.length);
  }

  /** A literal whose quote stands at `open`. One that is not closed on its line is `other`. */
  private literal(start: number, open: number, quote: number): SourceToken {
    const end = this.literalEnd(open + 1, quote);
    if (end < 0) {
      const lineEnd = this.lineEnd(open);
      return this.make(LexKind.other, this.text.slice(start, lineEnd), start, lineEnd);
    }
    const kind = quote === Code.quote ? LexKind.string : LexKind.character;
    return this.make(kind, this.text.slice(start, end), start, end);
  }

  /** Offset after the closing quote; -1 when the line ends first. */
  private literalEnd(position: number, quote: number): number {
    const text = this.text;
    for (;;) {
      const code = text.charCodeAt(position);
      if (code === quote) return position + 1;
      if (code === Code.newline || Number.isNaN(code)) return -1;
      position += code === Code.backslash && text.charCodeAt(position + 1) !== Code.newline ? 2 : 1;
    }
  }

  /** Passes the comment at `position` and answers with the offset after it; `position` if none. */
  private commentEnd(position: number): number {
    const text = this.text;
    const second = text.charCodeAt(position + 1);
    if (second === Code.slash) return this.lineEnd(position);
    if (second !== Code.star) return position;
    const close = text.indexOf('*/', position + 2);
    if (close < 0) throw new CError('unterminated comment', this.locate(position));
    for (let at = position + 2; at < close; at++) {
      if (text.charCodeAt(at) === Code.newline) this.newLine(at + 1);
    }
    return close + 2;
  }

  private lineEnd(position: number): number {
    const end = this.text.indexOf('\n', position);
    return end < 0 ? this.text.length : end;
  }

  private locate(position: number): SourceLocation {
    if (position >= this.nextSplice) this.passSplices(position);
    return {
      file: this.files.paths[this.file] ?? '<unknown>',
      line: this.line,
      column: position - this.lineStart + 1,
    };
  }
}
