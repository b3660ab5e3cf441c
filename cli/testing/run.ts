/** For tests: one command line run in this process, with what it printed. */
import { folioscope } from '../folioscope.ts';
import { styles } from '../output/style.ts';

export interface Ran {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export async function run(...argv: string[]): Promise<Ran> {
  return runIn(process.cwd(), ...argv);
}

export async function runIn(cwd: string, ...argv: string[]): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const exitCode = await folioscope(argv, {
    out: (text) => {
      stdout += asText(text);
    },
    error: (text) => {
      stderr += asText(text);
    },
    style: styles(false),
    columns: 100,
    cwd,
  });
  return { exitCode, stdout, stderr };
}

const asText = (text: string | Uint8Array) =>
  typeof text === 'string' ? text : Buffer.from(text).toString('latin1');
