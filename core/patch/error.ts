/**
 * Something wrong with a patch, said once and clearly.
 *
 * Everything this room refuses, it refuses by throwing this class; any other exception is a defect
 * of the room. `file` is the name the patch was given when it was read, `line` a line of that text,
 * starting at 1.
 */
export class PatchError extends Error {
  constructor(
    message: string,
    readonly file: string,
    readonly line: number,
    /** Further places of the same patch that are wrong, such as other hunks that do not fit. */
    readonly notes: readonly { message: string; line: number }[] = [],
  ) {
    super(message);
    this.name = 'PatchError';
  }

  /** `file:line: error: message`, as compilers print it, one line per note after it. */
  format(): string {
    return [
      `${this.file}:${this.line}: error: ${this.message}`,
      ...this.notes.map((note) => `${this.file}:${note.line}: note: ${note.message}`),
    ].join('\n');
  }
}
