/** From C sources to something the machine can run. */
import { ProgramEmitter, type CompiledProgram } from './emit/program.ts';
import { NATIVES } from './emit/abi.ts';
import { DebugInfo } from './emit/debug.ts';
import { builtinHeaders, libraryFor } from './headers/index.ts';
import { parseUnit, type Unit } from './parse/unit.ts';
import { preprocess } from './preprocess/preprocess.ts';
import type { Program } from './program.ts';
import { FileTable, type SourceTree } from './token.ts';

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

/** Folder, not in any real tree, under which the built-in headers and the library are found. */
const BUILTIN = '(built-in)';

/** The caller's tree with the engine's own headers beside it. */
function withBuiltins(tree: SourceTree): SourceTree {
  return {
    read: (path) =>
      path.startsWith(`${BUILTIN}/`)
        ? builtinHeaders[path.slice(BUILTIN.length + 1)]
        : tree.read(path),
  };
}

class Front {
  readonly units: Unit[] = [];
  private readonly tree: SourceTree;

  constructor(
    private readonly options: Pick<
      CompileOptions,
      'tree' | 'includePaths' | 'defines' | 'implicit' | 'lenient' | 'unsignedChar'
    >,
    readonly files = new FileTable(),
  ) {
    this.tree = withBuiltins(options.tree);
  }

  add(path: string, tree: SourceTree = this.tree): void {
    const { includePaths, defines } = this.options;
    const tokens = preprocess(path, tree, this.files, {
      includePaths: [...includePaths, BUILTIN],
      defines: { ...(this.options.unsignedChar && { __CHAR_UNSIGNED__: '1' }), ...defines },
    });
    this.units.push(parseUnit(path, tokens, this.files, this.options));
  }

  /** Adds library sources until nothing more of the library is wanted. */
  addLibrary(): void {
    const added = new Set<string>();
    for (;;) {
      const fresh = libraryFor(this.undefinedNames()).filter((source) => !added.has(source.path));
      if (fresh.length === 0) return;
      for (const source of fresh) {
        added.add(source.path);
        const path = `${BUILTIN}/${source.path}`;
        this.add(path, { read: (p) => (p === path ? source.text : this.tree.read(p)) });
        // The program's own definition of a library name wins, as with a linker's archives.
        for (const symbol of this.units.at(-1)?.symbols ?? []) symbol.weak = true;
      }
    }
  }

  private undefinedNames(): Set<string> {
    const defined = new Set<string>();
    const used = new Set<string>();
    for (const symbol of this.units.flatMap((u) => u.symbols)) {
      if (symbol.body || symbol.init || symbol.tentative) defined.add(symbol.name);
      else if (!Object.hasOwn(NATIVES, symbol.name)) used.add(symbol.name);
    }
    return new Set([...used].filter((name) => !defined.has(name)));
  }
}

/** Our C library's sources can tell that there is a kernel below them. */
const userDefines = (user: CompileOptions['user']) => ({
  ...user?.defines,
  __LAB_USER_MODE__: '1',
});

/** Compiles a program; throws CError at the first error. */
export function compileProgram(options: CompileOptions): CompiledProgram {
  const front = new Front(options);
  for (const unit of options.units) front.add(unit);
  if (options.library) front.addLibrary();
  const user = new Front(
    { tree: options.tree, includePaths: [], ...options.user, defines: userDefines(options.user) },
    front.files,
  );
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
