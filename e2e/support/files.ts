import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.ts';

export const SCENARIO = 'scenarios/compound-zone-device-pages';

/** One of the first scenario's own patches: a mail like any other. */
export function scenarioPatch(name: 'posted.patch' | 'v9.patch'): Buffer {
  return readFileSync(path.join(root, SCENARIO, name));
}
