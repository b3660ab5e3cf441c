/** The program `folioscope`: the command line given to the process, run on the real terminal. */
import { folioscope } from './folioscope.ts';
import { processTerminal } from './terminal.ts';

process.exitCode = await folioscope(process.argv.slice(2), processTerminal());
