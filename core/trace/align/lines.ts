/**
 * How lines of two versions of the sources correspond, for files under the same path; made from a
 * patch. Lines start at 1; null: the line exists on one side only. `toRight` and `toLeft` are each
 * other's inverse and keep the order of lines.
 */
export interface LineMap {
  toRight(file: string, line: number): number | null;
  toLeft(file: string, line: number): number | null;
}
