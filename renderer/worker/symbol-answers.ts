/** Answers what names in sources mean, from what the C front end says of them. */
import {
  builtinSource,
  formatLayout,
  stateSources,
  stateSymbols,
  type CSymbol,
  type FileTree,
  type Occurrence,
  type Scenario,
  type SymbolReader,
  type Trace,
} from '../../core/index.ts';
import type { Work } from './questions.ts';
import type { ReferencesAnswer, SourceSpot, SymbolAnswer } from './symbol-questions.ts';

/** A state's names, read as far as they were asked for. */
export class SymbolAnswers {
  private readonly reader: SymbolReader;
  private readonly read: (file: string) => string | undefined;

  /** Throws PatchError or ScenarioError. */
  constructor(
    tree: FileTree,
    scenario: Scenario,
    state: string,
    private readonly trace: Trace | undefined,
  ) {
    this.reader = stateSymbols(tree, scenario, state);
    const { tree: sources } = stateSources(tree, scenario, state);
    this.read = (file) => sources.read(file) ?? builtinSource(file);
  }

  /** Reads only as many units as it takes to know what is defined where. */
  *symbol(spot: SourceSpot): Work<SymbolAnswer | null> {
    const found = yield* this.find(spot);
    return found && this.describe(found);
  }

  /** Reads all units. Throws CError. */
  *references(spot: SourceSpot): Work<ReferencesAnswer | null> {
    const found = yield* this.find(spot);
    if (!found) return null;
    while (!this.reader.done) {
      this.reader.next();
      yield this.reader.share;
    }
    const lines = new Map<string, string[]>();
    const textOf = (file: string, line: number) => {
      let text = lines.get(file);
      if (!text) lines.set(file, (text = (this.read(file) ?? '').split('\n')));
      return text[line - 1] ?? '';
    };
    const places = this.reader.index.references(found.symbol);
    return {
      symbol: this.describe(found),
      places: places.map((place) => {
        const text = textOf(place.file, place.line);
        const indented = text.length - text.trimStart().length;
        return { ...place, text: text.trim(), at: Math.max(0, place.column - 1 - indented) };
      }),
    };
  }

  private *find({ file, line, column }: SourceSpot): Work<Occurrence | null> {
    const { reader } = this;
    // A text cursor behind a name means it too.
    const look = () =>
      reader.index.at(file, line, column)[0] ?? reader.index.at(file, line, column - 1)[0];
    const wanted = reader.awaits(file) ? file : this.firstUser(file);
    let found = look();
    for (; !reader.done && (reader.awaits(file) || !found); found = look()) {
      if (!found && this.hasBeenRead(file)) break;
      reader.next(wanted);
      yield reader.share;
    }
    while (found && !reader.done && this.mayComeLater(found)) {
      reader.next(this.unitOf(this.symbolOf(found).name));
      yield reader.share;
    }
    return found ?? null;
  }

  /** Some unit included it already: what does not stand there now will hardly come later. */
  private hasBeenRead(file: string): boolean {
    return !this.reader.awaits(file) && this.reader.index.files.includes(file);
  }

  /** A unit whose run entered this header, so that it surely includes it. */
  private firstUser(file: string): string | undefined {
    const { trace, reader } = this;
    if (!trace) return undefined;
    const { files, functions } = trace.program;
    const number = files.indexOf(file);
    const at = functions.findIndex((info) => info.file === number);
    // Functions are in the order of the units: that of the next one outside a header includes it.
    const next = functions.slice(Math.max(at, 0)).find((info) => reader.awaits(files[info.file]!));
    return at < 0 || !next ? undefined : files[next.file];
  }

  private mayComeLater(found: Occurrence): boolean {
    const { definition, kind } = this.symbolOf(found);
    return definition === null && kind !== 'macro';
  }

  /** The unit that defines a function or variable of the recorded program. */
  private unitOf(name: string): string | undefined {
    const { program } = this.trace ?? {};
    const info =
      program?.functions.find((each) => each.name === name) ??
      program?.globals.find((each) => each.name === name);
    return info && program?.files[info.file];
  }

  private symbolOf = (found: Occurrence): CSymbol => this.reader.index.symbols[found.symbol]!;

  private describe(found: Occurrence): SymbolAnswer {
    const { symbols, files } = this.reader.index;
    const symbol = this.symbolOf(found);
    const { name, kind, text, size, align, value, macro, member, definition, declarations } =
      symbol;
    const type = symbol.typeSymbol === null ? null : symbols[symbol.typeSymbol];
    const record = symbol.record ?? type?.record ?? null;
    const { line, column, length, expression } = found;
    return {
      name, kind, text, size, align, value, macro, member, definition, declarations, expression,
      here: { file: files[found.file] ?? '', line, column, length },
      type: type ? { name: type.text, definition: type.definition } : null,
      layout: record?.complete ? formatLayout(record) : null,
    }; // prettier-ignore
  }
}
