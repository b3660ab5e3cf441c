/** What can be wrong, and the exit code that says so. */
import { CError, PatchError, ScenarioError, TruthError } from '../core/index.ts';

/** The command line asks for something that does not exist: one line, exit code 2. */
export class UsageError extends Error {}

/** Something read is not as it must be: one clear message, exit code 1. */
export class ContentError extends Error {}

/** Exit codes, as in `folioscope --help`. */
export const EXIT = { content: 1, usage: 2 } as const;

/**
 * The message and exit code for anything thrown while a command ran. Errors of the program itself
 * are not hidden: they keep their stack.
 */
export function describeError(error: unknown): { message: string; exitCode: number } {
  if (error instanceof UsageError) return { message: error.message, exitCode: EXIT.usage };
  if (error instanceof ContentError) return { message: error.message, exitCode: EXIT.content };
  if (
    error instanceof PatchError ||
    error instanceof ScenarioError ||
    error instanceof CError ||
    error instanceof TruthError
  ) {
    return { message: error.format(), exitCode: EXIT.content };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `internal error: ${text}`, exitCode: EXIT.content };
}
