/** From C sources to checked units, with our own headers and C library beside the caller's sources. */
import { hasBody } from './ast.ts';
import type { CompileOptions } from './compile.ts';
import { NATIVES } from './emit/abi.ts';
import { builtinHeaders, libraryFor, librarySources } from './headers/index.ts';
import type { NameListener } from './name-listener.ts';
import { PassedBodies } from './parse/passed-bodies.ts';
import { parseUnit, type Unit } from './parse/unit.ts';
import { HeaderCache } from './preprocess/header-cache.ts';
import { preprocess } from './preprocess/preprocess.ts';
import { FileTable, type SourceTree } from './token.ts';

type FrontOptions = Pick<
  CompileOptions,
  'tree' | 'includePaths' | 'defines' | 'implicit' | 'lenient' | 'unsignedChar'
> & { listener?: NameListener };

/** Folder, not in any real tree, under which the built-in headers and the library are found. */
const BUILTIN = '(built-in)';

/**
 * The text of one of the engine's own headers or of a source of its C library, by the path that
 * recordings and symbols name; undefined for other paths.
 */
export function builtinSource(path: string): string | undefined {
  if (!path.startsWith(`${BUILTIN}/`)) return undefined;
  const name = path.slice(BUILTIN.length + 1);
  return builtinHeaders[name] ?? librarySources.find((source) => source.path === name)?.text;
}

/** The caller's tree with the engine's own headers beside it. */
function withBuiltins(tree: SourceTree): SourceTree {
  return {
    read: (path) =>
      path.startsWith(`${BUILTIN}/`)
        ? builtinHeaders[path.slice(BUILTIN.length + 1)]
        : tree.read(path),
  };
}

/** The units of one program, read and checked one after the other. */
export class Front {
  readonly units: Unit[] = [];
  private readonly tree: SourceTree;
  private readonly headers: HeaderCache | undefined;
  private readonly bodies: PassedBodies | undefined;

  constructor(
    private readonly options: FrontOptions,
    readonly files = new FileTable(),
  ) {
    const { listener, lenient, implicit } = options;
    if (!listener) this.headers = new HeaderCache();
    // What is accepted with reservations is to be met where it stands.
    if (!listener && !lenient && !implicit) this.bodies = new PassedBodies();
    this.tree = withBuiltins(options.tree);
  }

  /** Reads one unit. Throws CError. */
  add(path: string, tree: SourceTree = this.tree): void {
    const { includePaths, defines, listener } = this.options;
    const tokens = preprocess(path, tree, this.files, {
      includePaths: [...includePaths, BUILTIN],
      defines: { ...(this.options.unsignedChar && { __CHAR_UNSIGNED__: '1' }), ...defines },
      listener,
      headers: this.headers,
    });
    this.units.push(parseUnit(path, tokens, this.files, { ...this.options, bodies: this.bodies }));
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
      if (hasBody(symbol) || symbol.init || symbol.tentative) defined.add(symbol.name);
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

/** The front end for the user program beside a kernel; its files are numbered on from the kernel's. */
export function userFront(
  options: Pick<CompileOptions, 'tree' | 'user'>,
  files: FileTable,
  listener?: NameListener,
): Front {
  const { tree, user } = options;
  return new Front(
    { tree, includePaths: [], ...user, defines: userDefines(user), listener },
    files,
  );
}
