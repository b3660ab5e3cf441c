/**
 * Runs the front end over one preprocessed file and prints what it found as JSON; a process of its own
 * per file, so that no file profits from code that another one made hot.
 */
import { readFileSync } from 'node:fs';
import type { CType, RecordType } from '../../core/c/ctype.ts';
import { CError } from '../../core/c/diagnostic.ts';
import { ProgramEmitter } from '../../core/c/emit/program.ts';
import { parseUnit, type Unit } from '../../core/c/parse/unit.ts';
import { preprocess } from '../../core/c/preprocess/preprocess.ts';
import { FileTable } from '../../core/c/token.ts';
import { recordName } from '../../core/c/types.ts';
import { flatten, type Layout } from './flatten.ts';

export interface UnitReport {
  lines: number;
  tokens: number;
  functions: number;
  /** Structures and unions, enumerations, typedefs of the file scope. */
  types: number;
  /** Milliseconds: lexing with the line markers, parsing with checking; and CPU time of both. */
  lex: number;
  parse: number;
  cpu: number;
  /** The first error, as the compiler prints it. */
  error: string | null;
  layouts: [string, Layout][];
  /** Code for every function, made leniently. */
  code: { emit: number; bytes: number; stops: [string, number][] };
}

function describe(unit: Unit): Pick<UnitReport, 'functions' | 'types' | 'layouts'> {
  const layouts = new Map<string, Layout>();
  let types = 0;
  const add = (type: CType) => {
    types++;
    const record = type as RecordType;
    if ((type.kind !== 'struct' && type.kind !== 'union') || !record.complete) return;
    const name = recordName(record);
    if (!layouts.has(name)) layouts.set(name, flatten(record));
  };
  unit.context.fileScope.describeTypes({ addType: add, constants: new Map() });
  const functions = unit.symbols.filter((symbol) => symbol.body !== null).length;
  return { functions, types, layouts: [...layouts] };
}

/**
 * Emits every function, used or not. What the engine does not support must come out as a place where the
 * run stops; the module must be one that WebAssembly accepts.
 */
function emitAll(unit: Unit, files: FileTable): UnitReport['code'] {
  const entry = unit.symbols.find((symbol) => symbol.body !== null && !symbol.isInline);
  if (!entry) return { emit: 0, bytes: 0, stops: [] };
  entry.isStatic = false; // the linker finds an entry by its name
  const start = performance.now();
  const emitter = new ProgramEmitter([unit], files, true, [], true);
  const { module, trapTexts } = emitter.emit(entry.name, true);
  const emit = performance.now() - start;
  new WebAssembly.Module(module as Uint8Array<ArrayBuffer>);
  const stops = new Map<string, number>();
  for (const text of trapTexts) {
    const reason = text.replace(/ \([^()]*\)$/, '').replaceAll(/'[^']*'/g, '…');
    stops.set(reason, (stops.get(reason) ?? 0) + 1);
  }
  return { emit, bytes: module.length, stops: [...stops].sort((a, b) => b[1] - a[1]) };
}

function readUnit(path: string): UnitReport {
  const text = readFileSync(path, 'utf8');
  const files = new FileTable();
  const tree = { read: (name: string) => (name === 'unit.i' ? text : undefined) };
  const report: UnitReport = {
    lines: text.split('\n').length - 1,
    tokens: 0,
    functions: 0,
    types: 0,
    lex: 0,
    parse: 0,
    cpu: 0,
    error: null,
    layouts: [],
    code: { emit: 0, bytes: 0, stops: [] },
  };
  const startCpu = process.cpuUsage();
  const start = performance.now();
  let middle = start;
  let unit: Unit | null = null;
  try {
    const tokens = preprocess('unit.i', tree, files, { includePaths: [], defines: {} });
    middle = performance.now();
    report.tokens = tokens.length;
    unit = parseUnit('unit.i', tokens, files, { lenient: true, unsignedChar: true });
  } catch (error) {
    if (!(error instanceof CError)) throw error;
    report.error = error.format();
  }
  report.lex = middle - start;
  report.parse = performance.now() - middle;
  const cpu = process.cpuUsage(startCpu);
  report.cpu = (cpu.user + cpu.system) / 1000;
  return unit ? { ...report, ...describe(unit), code: emitAll(unit, files) } : report;
}

process.stdout.write(JSON.stringify(readUnit(process.argv[2])));
