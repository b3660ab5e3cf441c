/** Where the program's output goes and where it was started: everything outside that it knows. */
import { writeSync } from 'node:fs';
import { styles, type Styles } from './output/style.ts';

export interface Terminal {
  /** Text, or the raw bytes of a program that runs in the machine. */
  out(text: string | Uint8Array): void;
  error(text: string | Uint8Array): void;
  /** Shows one line that the next one replaces; absent where nobody watches. */
  progress?(text: string): void;
  /** Styles for standard output: plain where it is no terminal or colour is not wanted. */
  style: Styles;
  /** Width of the output in characters: the terminal's, else what COLUMNS says. */
  columns: number;
  /** The folder that paths on the command line start from. */
  cwd: string;
}

const DEFAULT_COLUMNS = 100;

/**
 * The terminal of a thread of this process that does nothing else than run: what it writes is there when
 * it has been written.
 */
export function threadTerminal(): Terminal {
  return {
    out: (text) => writeAll(1, text),
    error: (text) => writeAll(2, text),
    style: styles(false),
    columns: Number(process.env['COLUMNS']) || DEFAULT_COLUMNS,
    cwd: process.cwd(),
  };
}

/** Writes to a descriptor that may be a full pipe, whose reader may go away. */
function writeAll(descriptor: number, text: string | Uint8Array): void {
  let rest = typeof text === 'string' ? Buffer.from(text) : text;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(0);
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** The terminal of this process. A reader that goes away (`| head`) ends the program quietly. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const wantsColour = stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return {
    out: (text) => stdout.write(text),
    error: (text) => stderr.write(text),
    ...(stderr.isTTY && { progress: (text: string) => void stderr.write(`\r\u001b[K${text}`) }),
    style: styles(wantsColour),
    columns: stdout.isTTY ? stdout.columns : Number(env['COLUMNS']) || DEFAULT_COLUMNS,
    cwd: process.cwd(),
  };
}
