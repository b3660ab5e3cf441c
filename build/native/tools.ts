/** The tools of the native oracle: needed in CI, and a reason to skip anywhere else. */
import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

/** Whether a program can be started at all. */
function isInstalled(tool: string): boolean {
  return spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/**
 * `describe`, or `describe.skip` with the reason in the title if a tool is missing. With `CI` set a
 * missing tool is no reason to skip: the tests run and fail.
 */
export function describeWith(tools: string[], title: string, body: () => void): void {
  const missing = tools.filter((tool) => !isInstalled(tool));
  if (missing.length === 0 || process.env.CI) describe(title, body);
  else describe.skip(`${title} (needs ${missing.join(', ')})`, body);
}

/** Runs a tool to its end and returns what it printed. Throws with its complaint if it fails. */
export function run(
  tool: string,
  args: string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): string {
  const result = spawnSync(tool, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    input: options.input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (result.error) throw new Error(`${tool}: ${result.error.message}`);
  if (result.status !== 0) {
    const complaint = result.stderr.trim() || result.stdout.trim().slice(-2000);
    throw new Error(`${tool} ${args.join(' ')} ended with ${result.status ?? -1}:\n${complaint}`);
  }
  return result.stdout;
}
