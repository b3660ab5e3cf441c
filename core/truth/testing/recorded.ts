/** For tests: the shipped scenario recorded in one state, and the captures of real kernels. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadScenario, recordState, type FileTree, type Scenario } from '../../scenario/index.ts';
import { Trace } from '../../trace/index.ts';
import { parseCapture, type Capture } from '../capture.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export const SCENARIO = 'compound-zone-device-pages';

/** Which kernel was captured for each state. */
export const STATES = [
  ['before', 'before'],
  ['posted', 'after'],
  ['v9', 'after'],
] as const;

export type Variant = (typeof STATES)[number][1];

export const projectTree: FileTree = {
  read(path) {
    try {
      return readFileSync(join(ROOT, path), 'utf8');
    } catch {
      return undefined;
    }
  },
  list(prefix) {
    const folder = prefix.slice(0, prefix.indexOf('/'));
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter((file) => file.startsWith(prefix))
      .sort();
  },
};

export function loadShipped(): Scenario {
  return loadScenario(projectTree, `scenarios/${SCENARIO}`);
}

export function recordShipped(state: string): Trace {
  return new Trace(recordState(projectTree, loadShipped(), state));
}

/** A state recorded with one place of one kernel file changed: a kernel with a bug. */
export function recordChanged(state: string, file: string, from: string, to: string): Trace {
  const text = projectTree.read(file) ?? '';
  if (!text.includes(from)) throw new Error(`${file} does not contain: ${from}`);
  const tree: FileTree = {
    ...projectTree,
    read: (path) => (path === file ? text.replace(from, to) : projectTree.read(path)),
  };
  return new Trace(recordState(tree, loadShipped(), state));
}

/** A shipped scenario of a user program, recorded in one state. */
export function recordScenario(id: string, state: string): Trace {
  const scenario = loadScenario(projectTree, `scenarios/${id}`);
  return new Trace(recordState(projectTree, scenario, state));
}

export type CaptureName = 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'S6' | 'S8';

export function captureText(variant: Variant, name: CaptureName): string {
  return readFileSync(join(ROOT, 'fixtures/truth/traces', variant, `${name}.json`), 'utf8');
}

export function readCapture(variant: Variant, name: CaptureName): Capture {
  return parseCapture(captureText(variant, name), `${variant}/${name}.json`);
}
