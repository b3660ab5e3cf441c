/** From C sources to something the machine can run. */
import { ProgramEmitter, type CompiledProgram } from './emit/program.ts';
import { DebugInfo } from './emit/debug.ts';
import { Front, userFront } from './front.ts';
import type { Program } from './program.ts';
import type { SourceTree } from './token.ts';

export interface CompileOptions {
  tree: SourceTree;
  /** Paths of the `.c` files, in link order. */
  units: readonly string[];
  includePaths: readonly string[];
  /** As `-D`: name (or `name(parameters)`) → body. */
  defines: Readonly<Record<string, string>>;
  /** Full recording, or a plain run. */
  record: boolean;
  /** Name of the function to start with. */
  entry: string;
  /** Link our C library for what the program leaves undefined (`c run`). */
  library?: boolean;
  /**
   * What the engine does not support, and functions that no unit defines, stop the run where they are
   * reached. Otherwise they are refused here if any function that may be called has them.
   */
  lenient?: boolean;
  /** Accept C89's implicit `int` and implicit function declarations, as gcc does with a warning. */
  implicit?: boolean;
  /** Plain `char` is unsigned, as in the kernel since 6.2. */
  unsignedChar?: boolean;
  /**
   * A user program beside the kernel that `units` are: linked apart, with our C library, run in user
   * mode when the kernel calls `__lab_user_main()`.
   */
  user?: {
    units: readonly string[];
    includePaths: readonly string[];
    defines: Readonly<Record<string, string>>;
  };
}

/** Compiles a program; throws CError at the first error. */
export function compileProgram(options: CompileOptions): CompiledProgram {
  const front = new Front(options);
  for (const unit of options.units) front.add(unit);
  if (options.library) front.addLibrary();
  const user = userFront(options, front.files);
  for (const unit of options.user?.units ?? []) user.add(unit);
  if (options.user) user.addLibrary();
  const { record, entry, lenient = false } = options;
  return new ProgramEmitter(front.units, front.files, record, user.units, lenient).emit(entry);
}

/** Parses and checks one unit and returns its types (`Program.records`, `constants`), no code. */
export function layoutOf(
  tree: SourceTree,
  unit: string,
  includePaths: readonly string[],
  defines: Readonly<Record<string, string>>,
): Program {
  const front = new Front({ tree, includePaths, defines });
  front.add(unit);
  const debug = new DebugInfo();
  for (const { context } of front.units) context.fileScope.describeTypes(debug);
  return {
    files: front.files.paths,
    functions: [],
    globals: [],
    statements: [],
    sites: [],
    records: debug.records,
    constants: debug.constants,
    typedefs: debug.typedefs,
  };
}
