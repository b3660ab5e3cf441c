/** The model kernel compiled by gcc, one state of a scenario at a time. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { run } from './tools.ts';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where the kernel's two big address ranges lie in a native build. */
export const NATIVE = { PAGE_OFFSET: 0x2880_0000_0000n, VMEMMAP_START: 0x2a00_0000_0000n };

interface ScenarioFile {
  kernel: { config: Record<string, boolean> };
  program: string;
  states: { id: string; patches?: string[]; defines?: Record<string, string | number> }[];
}

export interface State {
  /** A copy of the kernel with the state's patches applied; `remove()` deletes it. */
  kernel: string;
  program: string;
  defines: string[];
  remove(): void;
}

/** Copies the kernel aside and applies a state's patches with git. */
export function prepareState(scenario: string, id: string): State {
  const folder = join(root, 'scenarios', scenario);
  const file = parse(readFileSync(join(folder, 'scenario.yaml'), 'utf8')) as ScenarioFile;
  const state = file.states.find((candidate) => candidate.id === id);
  if (!state) throw new Error(`${folder}/scenario.yaml has no state "${id}"`);

  const directory = mkdtempSync(join(tmpdir(), 'folioscope-native-'));
  const kernel = join(directory, 'kernel');
  cpSync(join(root, 'kernel'), kernel, { recursive: true });
  for (const patch of state.patches ?? [])
    run('git', ['apply', join(folder, patch)], { cwd: kernel });

  const on = Object.entries(file.kernel.config).filter(([, value]) => value);
  return {
    kernel,
    program: join(folder, file.program),
    defines: [
      ...on.map(([name]) => `-D${name}=1`),
      ...Object.entries(state.defines ?? {}).map(([name, value]) => `-D${name}=${value}`),
    ],
    remove: () => rmSync(directory, { recursive: true }),
  };
}

const address = (value: bigint) => `0x${value.toString(16)}UL`;
const PLACES = Object.entries(NATIVE).map(([name, value]) => `-D${name}=${address(value)}`);

/** Kernel C is compiled as the kernel's own makefiles do: all warnings, unused parameters allowed. */
export const KERNEL_FLAGS = [
  ...['-std=gnu11', '-O0', '-g', '-ffreestanding', '-nostdinc', '-fno-strict-aliasing'],
  ...['-Wall', '-Wextra', '-Wno-unused-parameter', '-Werror'],
  ...PLACES,
];
const HOST_FLAGS = ['-std=gnu11', '-O0', '-g', '-Wall', '-Wextra', '-Werror', ...PLACES];

/** Objects of the host and of the state's kernel: the same for every program. */
function buildKernel(state: State): string[] {
  const out = join(dirname(state.kernel), 'objects');
  if (!existsSync(out)) {
    mkdirSync(out);
    const host = join(root, 'build', 'native', 'host.c');
    run('gcc', [...HOST_FLAGS, '-c', host, '-o', join(out, 'host.o')]);
    readdirSync(state.kernel, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.c'))
      .sort()
      .forEach((unit, index) => compile(state, unit, join(out, `${index}.o`)));
  }
  return readdirSync(out).map((object) => join(out, object));
}

function compile(state: State, unit: string, object: string, defines: string[] = []): void {
  const flags = [...KERNEL_FLAGS, '-finstrument-functions', '-Iinclude', ...state.defines];
  run('gcc', [...flags, ...defines, '-c', unit, '-o', object], { cwd: state.kernel });
}

/**
 * Builds `program` (the scenario's if absent) with the state's kernel and returns the executable;
 * `defines` are for the program alone.
 */
export function build(state: State, defines: string[] = [], program = state.program): string {
  const kernel = buildKernel(state);
  const out = mkdtempSync(join(dirname(state.kernel), 'build-'));
  const object = join(out, 'program.o');
  compile(state, program, object, defines);
  const executable = join(out, 'model');
  run('gcc', ['-no-pie', ...kernel, object, '-o', executable]);
  return executable;
}
