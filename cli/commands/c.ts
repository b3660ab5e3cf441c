/** `folioscope c run` and `c layout`: plain C files, through the same engine. */
import { InvalidArgumentError, type Command } from 'commander';
import {
  compileProgram,
  formatLayout,
  layoutOf,
  runProgram,
  typeName,
  type RecordType,
} from '../../core/index.ts';
import type { Context } from '../context.ts';
import { ContentError } from '../errors.ts';

interface Options {
  include?: string[];
  define?: Record<string, string>;
  budget?: number;
  json?: boolean;
}

/** Loop rounds and calls that a plain program may take unless told otherwise: minutes of running. */
const PLAIN_BUDGET = 1e11;
/** As Linux gives a process by default. */
const STACK_SIZE = 8 << 20;

/** What a shell reports for a program that was ended by SIGABRT. */
const CRASHED = 134;

export function addC(program: Command, context: Context, done: (exitCode: number) => void): void {
  const c = program.command('c').description('run a plain C program, or print a layout');
  withCompilerOptions(c.command('run'))
    .description(
      'run a C program: its output, its exit code; 134 and a message if it crashes or never ends',
    )
    .argument('<file>', 'the C file with main()')
    .argument('[args...]', "the program's arguments, after --")
    .option('--budget <steps>', 'stop after so many steps', parseCount)
    .action((file: string, args: string[], options: Options) => {
      run(context, done, file, args, options);
    });
  withCompilerOptions(c.command('layout'))
    .description('print the layout of a struct or union like pahole')
    .argument('<file>', 'a C file or header')
    .argument('<type...>', 'struct page, page, atomic_t …')
    .action((file: string, type: string[], options: Options) => {
      layout(context, file, type.join(' '), options);
    });
}

function withCompilerOptions(command: Command): Command {
  return command
    .option('-I, --include <dir>', 'look for headers here too', collect)
    .option('-D, --define <name[=value]>', 'define a macro (1 without a value)', define)
    .option('--json', 'print one JSON document');
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

function define(text: string, previous: Record<string, string> = {}): Record<string, string> {
  const match = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(text);
  if (!match?.[1]) throw new InvalidArgumentError('is not NAME or NAME=VALUE.');
  return { ...previous, [match[1]]: match[2] ?? '1' };
}

function parseCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('is not a number of steps.');
  return Number(text);
}

/** The tree, the file and the include paths as the compiler wants them. */
function unitOf(context: Context, file: string, options: Options) {
  const tree = context.hostTree();
  const unit = context.treePath(file);
  if (tree.read(unit) === undefined) throw new ContentError(`${file}: there is no such file`);
  const includePaths = (options.include ?? []).map((folder) => context.treePath(folder));
  return { tree, unit, includePaths };
}

function run(
  context: Context,
  done: (exitCode: number) => void,
  file: string,
  args: string[],
  options: Options,
): void {
  const { tree, unit, includePaths } = unitOf(context, file, options);
  const compiled = compileProgram({
    tree,
    units: [unit],
    includePaths,
    defines: options.define ?? {},
    record: false,
    entry: 'main',
    library: true,
    implicit: true,
  });
  const stdout: Uint8Array[] = [];
  const { outcome } = runProgram(compiled, {
    args: [file, ...args],
    stepBudget: options.budget ?? PLAIN_BUDGET,
    stackSize: STACK_SIZE,
    onOutput: (stream, bytes) => {
      if (options.json && stream === 'stdout') stdout.push(bytes.slice());
      else if (stream === 'stdout') context.terminal.out(bytes);
      else context.terminal.error(bytes);
    },
  });
  if (options.json) context.json({ file, outcome, stdout: Buffer.concat(stdout).toString() });
  switch (outcome.kind) {
    case 'finished':
      done(outcome.exitCode & 0xff);
      return;
    case 'oops': {
      const trace = outcome.callTrace.map(
        (frame) => `  ${frame.function} at ${frame.file}:${frame.line}\n`,
      );
      if (!options.json) {
        context.terminal.error(context.named(`folioscope: ${outcome.reason}\n${trace.join('')}`));
      }
      done(CRASHED);
      return;
    }
    case 'budget':
      if (!options.json) {
        context.terminal.error(
          `folioscope: ${file}: stopped after ${outcome.budget} steps (--budget allows more)\n`,
        );
      }
      done(CRASHED);
  }
}

function layout(context: Context, file: string, name: string, options: Options): void {
  const { tree, unit, includePaths } = unitOf(context, file, options);
  const { records } = layoutOf(tree, unit, includePaths, options.define ?? {});
  const record = records.get(name) ?? records.get(`struct ${name}`) ?? records.get(`union ${name}`);
  if (!record) {
    const known = [...records.keys()].filter((key) => !key.includes('<')).sort();
    const some = known.slice(0, 12).join(', ') + (known.length > 12 ? ' …' : '');
    throw new ContentError(`${file}: there is no record "${name}" (records: ${some || 'none'})`);
  }
  if (!options.json) {
    context.out(formatLayout(record));
    return;
  }
  context.json({ file, name, ...layoutJson(record, 0) });
}

/** Nested records that have no name are told in place; offsets count from the outermost record. */
function layoutJson(record: RecordType, base: number): Record<string, unknown> {
  return {
    kind: record.kind,
    size: record.size,
    align: record.align,
    members: record.members.map(({ name, type, offset, bitOffset, bitWidth }) => {
      const nested =
        (type.kind === 'struct' || type.kind === 'union') &&
        type.tag === null &&
        type.typedefName === undefined;
      return {
        name,
        offset: base + offset,
        size: type.size,
        ...(bitWidth === undefined ? {} : { bitOffset, bitWidth }),
        ...(nested ? layoutJson(type, base + offset) : { type: typeName(type) }),
      };
    }),
  };
}
