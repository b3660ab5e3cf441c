/** Running a native build of the model and reading what it says. */
import { spawnSync } from 'node:child_process';
import { run } from './tools.ts';

export type NativeEvent =
  | { event: 'mark'; text: string }
  | { event: 'value'; name: string; value: string }
  | { event: 'pages'; name: string; address: string; pages: string[] }
  | {
      event: 'entry' | 'return';
      function: string;
      /** Which call of the function since the registration began, from 0. */
      call: number;
      /** Which call of memremap_pages() it belongs to, from 0. */
      registration: number;
      address: string;
      pages: string[];
      pgmap?: { address: string; bytes: string };
    }
  | { event: 'printk'; text: string }
  | { event: 'warning' | 'bug'; file: string; line: number; function: string; text: string }
  | { event: 'oops'; address: string }
  | { event: 'end'; result: number };

/** `name=address,…` for the host, from the executable's symbol table. */
function hooks(executable: string, functions: string[]): string {
  const symbols = new Map(
    run('nm', [executable])
      .split('\n')
      .map((line) => line.split(' '))
      .map(([address, , name]) => [name, address]),
  );
  return functions
    .map((name) => {
      const address = symbols.get(name);
      if (!address) throw new Error(`${executable} has no function ${name}`);
      return `${name}=0x${address}`;
    })
    .join(',');
}

/**
 * Runs the model. `watch` names a frame for each call of memremap_pages(): the probes of
 * `functions` show the struct pages from there on.
 */
export function observe(
  executable: string,
  probes: { functions: string[]; watch: string[] } = { functions: [], watch: [] },
): NativeEvent[] {
  const env = { HOOKS: hooks(executable, probes.functions), WATCH: probes.watch.join(',') };
  const result = spawnSync(executable, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (result.error) throw result.error;
  return result.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as NativeEvent);
}
