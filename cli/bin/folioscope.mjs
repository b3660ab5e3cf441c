#!/usr/bin/env node
// Starts the built program; building it is `npm run build` (`npm ci` does it too).
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** MiB of the host's own stack for C programs: theirs, of 8 MiB, is to be used up first. */
const STACK = 256;

const built = new URL('../../dist/cli/folioscope.js', import.meta.url);
const args = process.argv.slice(2);
if (!existsSync(built)) {
  console.error('folioscope: not built yet: run `npm run build` first');
  process.exitCode = 1;
} else if (args[0] === 'c' && args[1] === 'run') {
  // Only a thread can be given a larger stack.
  const thread = new Worker(built, { argv: args, resourceLimits: { stackSizeMb: STACK } });
  thread.on('error', (error) => {
    console.error(`folioscope: ${error.message}`);
    process.exitCode = 1;
  });
  thread.on('exit', (code) => {
    process.exitCode ||= code;
  });
} else {
  await import(built.href);
}
