/** A place in a source file as a person would name it: lines and columns start at 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What running out of the host's stack means for a reader: the source nests too deeply there. */
export function asDiagnostic(error: unknown, location: SourceLocation): unknown {
  const tooDeep = error instanceof RangeError && /call stack/i.test(error.message);
  return tooDeep ? new CError('this nests too deeply', location) : error;
}

/**
 * Something wrong with a C source, said once and clearly.
 *
 * The location is always a place in a *source file*: for a token that came out of a macro it is the
 * place where the macro was used, never the inside of an expansion. Everything the front end refuses
 * it refuses by throwing this class; any other exception is a defect of the front end.
 */
export class CError extends Error {
  constructor(
    message: string,
    readonly location: SourceLocation,
    /** Further places that explain the error, such as the previous declaration. */
    readonly notes: readonly { message: string; location: SourceLocation }[] = [],
  ) {
    super(message);
    this.name = 'CError';
  }

  /** `file:line:column: error: message`, as compilers print it, one line per note after it. */
  format(): string {
    const place = (at: SourceLocation) => `${at.file}:${at.line}:${at.column}`;
    return [
      `${place(this.location)}: error: ${this.message}`,
      ...this.notes.map((note) => `${place(note.location)}: note: ${note.message}`),
    ].join('\n');
  }
}
