/**
 * Builds `dist/`: the renderer with the lab's files, Electron's main and preload, the terminal program.
 * Usage: node build/build.mjs [--force] [renderer|main|preload|cli …]
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isBuilt, sourceDigest, writeStamp } from './sources.mjs';

const root = path.resolve(import.meta.dirname, '..');
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const force = process.argv.includes('--force');

if (only.length === 0 && !force && isBuilt(root)) {
  console.log('dist/ is up to date');
} else {
  const started = Date.now();
  // Loaded here: a build that has nothing to do must not pay for them.
  const [{ build }, { targets }] = await Promise.all([
    import('vite'),
    import('./vite/targets.mjs'),
  ]);
  const known = targets(root);
  const unknown = only.filter((name) => !known.some((target) => target.name === name));
  if (unknown.length > 0) {
    console.error(
      `build: no target ${unknown.join(', ')}; there are ${known.map((target) => target.name).join(', ')}`,
    );
    process.exit(2);
  }
  const chosen = known.filter((target) => only.length === 0 || only.includes(target.name));
  const digest = sourceDigest(root);
  if (only.length === 0) rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  for (const target of chosen) await build(target.config);
  const names = chosen.map((target) => target.name);
  if (only.length === 0) writeStamp(root, digest, names);
  console.log(`built ${names.join(', ')} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
