/**
 * Something wrong with a scenario's folder: said once, with the place and what to do.
 *
 * `file` is a path in the tree the scenario was read from; `line` starts at 1 and is 0 when the
 * error concerns the file as a whole (it is missing); `path` names the value inside
 * `scenario.yaml` as a person would write it, such as `states[1].id`, and is empty for the whole
 * document.
 */
export class ScenarioError extends Error {
  constructor(
    message: string,
    readonly file: string,
    readonly line: number,
    readonly path: string,
  ) {
    super(message);
    this.name = 'ScenarioError';
  }

  /** `file:line: error: path: message`, without the parts that are not known. */
  format(): string {
    const place = this.line > 0 ? `${this.file}:${this.line}` : this.file;
    return `${place}: error: ${this.path === '' ? '' : `${this.path}: `}${this.message}`;
  }
}
