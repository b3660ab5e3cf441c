#!/usr/bin/env node
// The stand-in's executable, with Electron's command line: electron.mjs [--inspect=0] [--switches …] <app folder>
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const args = process.argv.slice(2);
const folder = path.resolve(args.find((argument) => !argument.startsWith('-')) ?? '.');
const main = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).main;
const register = path.join(import.meta.dirname, 'register.mjs');

const child = spawn(
  process.execPath,
  [
    ...args.filter((argument) => argument.startsWith('--inspect')),
    '--import',
    pathToFileURL(register).href,
    path.join(folder, main),
    ...args.filter((argument) => !argument.startsWith('--inspect')),
  ],
  { stdio: 'inherit', env: { ...process.env, STANDIN_APP: folder } },
);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
