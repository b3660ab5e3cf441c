#!/usr/bin/env node
// Starts the built program; building it is `npm run build` (`npm ci` does it too).
import { existsSync } from 'node:fs';

const built = new URL('../../dist/cli/folioscope.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  console.error('folioscope: not built yet: run `npm run build` first');
  process.exitCode = 1;
}
