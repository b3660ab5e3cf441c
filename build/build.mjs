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
  /** @type {string[]} */
  const built = [];
  for (const target of chosen) {
    try {
      await build(target.config);
      built.push(target.name);
    } catch (error) {
      // The other targets are still worth having: a broken renderer must not take the terminal program away.
      console.error(`build: ${target.name}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
  if (only.length === 0 && built.length === chosen.length) writeStamp(root, digest, built);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`built ${built.join(', ') || 'nothing'} in ${seconds} s`);
}
