import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '..', '..');

export const renderer = path.join(root, 'dist', 'renderer');

/** The stand-in for Electron, built to one file before the tests. */
export const standinModule = path.join(root, 'test-results', 'standin', 'electron.js');
export const standinExecutable = path.join(root, 'e2e', 'standin', 'electron.mjs');
