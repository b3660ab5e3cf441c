/** The tools that the tests compare with: git, diff and patch in a folder of their own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

function works(tool: string): boolean {
  return spawnSync(tool, ['--version']).status === 0;
}

/** True if the tests that need `tools` must be skipped: never in CI, where a missing tool fails. */
export function lacks(...tools: string[]): boolean {
  return !process.env.CI && !tools.every(works);
}

/** No configuration of the machine or the user, no repository around the folder, English output. */
const environment = (folder: string) => ({
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
  HOME: folder,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CEILING_DIRECTORIES: path.dirname(folder),
});

export class Workshop {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'folioscope-patch-'));

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  write(name: string, text: string): void {
    const full = path.join(this.folder, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  clear(name: string): void {
    rmSync(path.join(this.folder, name), { recursive: true, force: true });
  }

  /** Standard output of a diff tool, whose status is 1 when there are differences. */
  diff(tool: 'git' | 'diff', ...args: string[]): string {
    const all = tool === 'git' ? ['diff', '--no-index', ...args] : args;
    const result = spawnSync(tool, all, {
      cwd: this.folder,
      env: environment(this.folder),
      encoding: 'utf8',
    });
    if (result.status !== 0 && result.status !== 1)
      throw new Error(`${tool} ${all.join(' ')}: ${result.stderr}`);
    return result.stdout;
  }

  run(tool: string, ...args: string[]): string {
    return execFileSync(tool, args, {
      cwd: this.folder,
      env: environment(this.folder),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** What `git apply` makes of `base` (kept under `name`) and a patch; null if it refuses. */
  gitApply(name: string, base: string, patch: string, ...args: string[]): string | null {
    this.write(`apply/${name}`, base);
    this.write('apply.patch', patch);
    const result = spawnSync('git', ['apply', '--whitespace=nowarn', ...args, '../apply.patch'], {
      cwd: path.join(this.folder, 'apply'),
      env: environment(this.folder),
    });
    return result.status === 0 ? this.read(`apply/${name}`) : null;
  }

  /** What GNU patch without fuzz makes of it; null if it refuses. */
  gnuPatch(name: string, base: string, patch: string): string | null {
    this.write(`apply/${name}`, base);
    this.write('apply.patch', patch);
    const result = spawnSync(
      'patch',
      ['-p1', '--fuzz=0', '--force', '--binary', '-r', '-', '-i', '../apply.patch'],
      { cwd: path.join(this.folder, 'apply'), env: environment(this.folder) },
    );
    return result.status === 0 ? this.read(`apply/${name}`) : null;
  }
}
