import type { CompileOptions } from '../compile.ts';
import { Front, userFront } from '../front.ts';
import { FileTable } from '../token.ts';
import { SymbolBuilder } from './builder.ts';
import type { SymbolIndex } from './symbol-index.ts';

/** What is still to be read: a unit, or the C library's sources that a program turned out to need. */
interface Task {
  /** null for the library. */
  unit: string | null;
  image: 'kernel' | 'user';
}

/**
 * Reads the sources of a program as `compileProgram` does, macros, headers and all, unit by unit, and
 * tells where its names stand. The index answers from what has been read so far.
 */
export class SymbolReader {
  readonly index: SymbolIndex;
  private readonly builder: SymbolBuilder;
  private readonly fronts: Record<Task['image'], Front>;
  private readonly tasks: Task[] = [];
  private readonly count: number;

  constructor(private readonly options: Omit<CompileOptions, 'record' | 'entry'>) {
    const files = new FileTable();
    this.builder = new SymbolBuilder(files);
    this.index = this.builder.index;
    const listener = this.builder;
    this.fronts = {
      kernel: new Front({ ...options, listener }, files),
      user: userFront(options, files, listener),
    };
    const { units, user, library } = options;
    const add = (image: Task['image'], paths: readonly (string | null)[]) =>
      this.tasks.push(...paths.map((unit) => ({ unit, image })));
    add('kernel', units);
    if (library) add('kernel', [null]);
    add('user', user?.units ?? []);
    if (user) add('user', [null]);
    this.count = this.tasks.length;
  }

  get done(): boolean {
    return this.tasks.length === 0;
  }

  /** The share of the units that has been read, from 0 to 1. */
  get share(): number {
    return 1 - this.tasks.length / this.count;
  }

  /** Is this a unit that has not been read yet? */
  awaits(unit: string): boolean {
    return this.tasks.some((task) => task.unit === unit);
  }

  /** Reads one more unit, `wanted` if it is still to be read. Throws CError. */
  next(wanted?: string): void {
    const found = this.tasks.findIndex(({ unit }) => unit === wanted);
    const [task] = this.tasks.splice(Math.max(found, 0), 1);
    if (!task) return;
    const { unit, image } = task;
    const front = this.fronts[image];
    this.builder.startUnit(image);
    if (unit === null) front.addLibrary();
    else front.add(unit);
    this.builder.endUnit();
    // Only the C library is asked for by what the units before leave undefined.
    if (image === 'kernel' && !this.options.library) front.units.length = 0;
  }
}
