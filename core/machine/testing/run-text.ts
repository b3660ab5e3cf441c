/** For tests: compile and run one C text. */
import { compileProgram } from '../../c/compile.ts';
import type { CompiledProgram } from '../../c/emit/program.ts';
import { Machine, type RunOptions } from '../machine.ts';

export function compileText(
  text: string,
  options: { record?: boolean; entry?: string } = {},
): CompiledProgram {
  return compileProgram({
    tree: { read: (path) => (path === 'test.c' ? text : undefined) },
    units: ['test.c'],
    includePaths: [],
    defines: {},
    record: options.record ?? true,
    entry: options.entry ?? 'main',
    library: true,
  });
}

/** Runs a text; the machine is returned as well, so that its memory can be looked at. */
export function runText(text: string, options: RunOptions & { record?: boolean } = {}) {
  const machine = new Machine(compileText(text, options), options);
  return { machine, recording: machine.run() };
}
