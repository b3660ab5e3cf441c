/** The program `folioscope`: the command line given to the process, run on the real terminal. */
import { isMainThread } from 'node:worker_threads';
import { folioscope } from './folioscope.ts';
import { processTerminal, threadTerminal } from './terminal.ts';

// In a thread, `process.argv` has what the one that started it gave.
const terminal = isMainThread ? processTerminal() : threadTerminal();
process.exitCode = await folioscope(process.argv.slice(2), terminal);
