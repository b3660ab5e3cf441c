/**
 * The debug information of a program in columns, for the way between threads: a structured clone of
 * ten thousand small objects would keep the thread that draws busy for longer than a frame. In an
 * exported file the columns take a fraction of the room.
 */
import type { CType, RecordType } from '../c/ctype.ts';
import type {
  AccessSite,
  FunctionInfo,
  LocalInfo,
  MemberPath,
  Program,
  StatementInfo,
} from '../c/program.ts';
import { CanonicalTypes } from './canonical-types.ts';

const STATEMENT_KINDS: readonly StatementInfo['kind'][] = [
  'expression',
  'declaration',
  'condition',
  'switch',
  'return',
  'loop',
  'enter',
  'leave',
];
const SITE_KINDS: readonly AccessSite['kind'][] = ['read', 'write', 'block-write', 'block-read'];

type Bulk = 'statements' | 'sites' | 'functions';

export interface PackedProgram extends Omit<Program, Bulk> {
  /** What the numbers below refer to; records and typedefs share these very types. */
  types: CType[];
  members: MemberPath[];
  /** Joined by NUL. */
  texts: string;
  /** Rows of file, line, column, function, kind. */
  statements: Int32Array;
  /** Rows of kind, local, size, type, member (-1: none), text, statement. */
  sites: Int32Array;
  functions: Omit<FunctionInfo, 'variables'>[];
  /** Rows of function, name, type, frame offset, first and last line of the scope. */
  variables: Int32Array;
}

const STATEMENT = 5;
const SITE = 7;
const VARIABLE = 6;

/** Numbers for things, in the order in which they were first asked for. */
class Numbering<T> {
  readonly things: T[] = [];
  private readonly numbers = new Map<unknown, number>();

  of(thing: T, key: unknown = thing): number {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.things.push(thing) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

export function packProgram(program: Program): PackedProgram {
  const canonical = new CanonicalTypes(program);
  const types = new Numbering<CType>();
  const typeNumber = (type: CType) => types.of(canonical.of(type));
  const members = new Numbering<MemberPath>();
  const texts = new Numbering<string>();
  const statements = new Int32Array(program.statements.length * STATEMENT);
  program.statements.forEach(({ file, line, column, function: owner, kind }, i) => {
    const at = i * STATEMENT;
    statements[at] = file;
    statements[at + 1] = line;
    statements[at + 2] = column;
    statements[at + 3] = owner;
    statements[at + 4] = STATEMENT_KINDS.indexOf(kind);
  });
  const sites = new Int32Array(program.sites.length * SITE);
  program.sites.forEach(({ kind, local, size, type, member, text, statement }, i) => {
    const at = i * SITE;
    sites[at] = SITE_KINDS.indexOf(kind);
    sites[at + 1] = local ? 1 : 0;
    sites[at + 2] = size;
    sites[at + 3] = typeNumber(type);
    sites[at + 4] = member
      ? members.of(member, `${member.record} ${member.offset} ${member.path.join(' ')}`)
      : -1;
    sites[at + 5] = texts.of(text);
    sites[at + 6] = statement;
  });
  const variables: number[] = [];
  const functions = program.functions.map(({ variables: own, returns, ...info }, owner) => {
    for (const { name, type, frameOffset, scopeLine, scopeEndLine } of own) {
      variables.push(owner, texts.of(name), typeNumber(type), frameOffset, scopeLine, scopeEndLine);
    }
    return { ...info, returns: canonical.of(returns) };
  });
  return {
    ...program,
    globals: program.globals.map((info) => ({ ...info, type: canonical.of(info.type) })),
    records: mapValues(program.records, (type) => canonical.of(type) as RecordType),
    typedefs: mapValues(program.typedefs, (type) => canonical.of(type)),
    types: types.things,
    members: members.things,
    texts: texts.things.join('\0'),
    statements,
    sites,
    functions,
    variables: Int32Array.from(variables),
  };
}

function mapValues<T>(map: ReadonlyMap<string, T>, change: (value: T) => T): Map<string, T> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

export function unpackProgram(packed: PackedProgram): Program {
  const { types, members, texts, statements, sites, functions, variables, ...rest } = packed;
  const names = texts.split('\0');
  const locals: LocalInfo[][] = functions.map(() => []);
  for (let i = 0; i < variables.length; i += VARIABLE) {
    locals[variables[i]!]!.push({
      name: names[variables[i + 1]!]!,
      type: types[variables[i + 2]!]!,
      frameOffset: variables[i + 3]!,
      scopeLine: variables[i + 4]!,
      scopeEndLine: variables[i + 5]!,
    });
  }
  return {
    ...rest,
    functions: functions.map((info, index) => ({ ...info, variables: locals[index]! })),
    statements: Array.from({ length: statements.length / STATEMENT }, (_, row) => {
      const i = row * STATEMENT;
      return {
        file: statements[i]!,
        line: statements[i + 1]!,
        column: statements[i + 2]!,
        function: statements[i + 3]!,
        kind: STATEMENT_KINDS[statements[i + 4]!]!,
      };
    }),
    sites: Array.from({ length: sites.length / SITE }, (_, row) => {
      const i = row * SITE;
      const member = sites[i + 4]!;
      return {
        kind: SITE_KINDS[sites[i]!]!,
        local: sites[i + 1] === 1,
        size: sites[i + 2]!,
        type: types[sites[i + 3]!]!,
        member: member < 0 ? null : members[member]!,
        text: names[sites[i + 5]!]!,
        statement: sites[i + 6]!,
      };
    }),
  };
}
