/**
 * Something wrong with a capture, said once and clearly. `file` is the name the text was given when
 * it was read; `path` names the value as a person would write it, such as `events[3].pages[0].bytes`,
 * and is empty for the document as a whole.
 */
export class TruthError extends Error {
  constructor(
    message: string,
    readonly file: string,
    readonly path: string,
  ) {
    super(message);
    this.name = 'TruthError';
  }

  /** `file: error: path: message`. */
  format(): string {
    return `${this.file}: error: ${this.path === '' ? '' : `${this.path}: `}${this.message}`;
  }
}
