/** Which functions and statements of two versions of a program are the same, before any run. */
import type { FunctionInfo, Program } from '../../c/program.ts';
import type { LineMap } from './lines.ts';
import { pairChanged } from './changed.ts';
import type { Candidate } from './changed.ts';

/** Numbers that are equal on both sides for what corresponds, and unique for the rest. */
export interface StaticMatch {
  /** Per statement of the left (right) program: its common number. */
  leftStatement: Uint32Array;
  rightStatement: Uint32Array;
  /** Per common number: 1 if the statement exists on both sides but reads differently. */
  changed: Uint8Array;
  /** Per function of the left (right) program: its common number. */
  leftFunction: Uint32Array;
  rightFunction: Uint32Array;
  /** Per common function number: 1 if only one side has the function. */
  oneSided: Uint8Array;
}

interface Side {
  program: Program;
  /** Per statement: where it is, `file:line:column:kind#n`, equal for copies of an inline function. */
  keys: string[];
  /** Per statement: the accesses it makes, as text. */
  signatures: string[];
  /** Statements of each function, in order. */
  bodies: number[][];
}

/**
 * A statement is the same if it stands at the same place once the line map has moved it. Inside a
 * function that both sides have, statements between two such pairs that a patch replaced are paired
 * by likeness; those, and unmoved statements whose accesses changed, are marked as changed.
 */
export function matchStatements(left: Program, right: Program, lines: LineMap): StaticMatch {
  const l = describe(left);
  const r = describe(right);
  const functions = matchFunctions(l, r, lines);

  const numberOf = new Map<string, number>();
  r.keys.forEach((key) => {
    if (!numberOf.has(key)) numberOf.set(key, numberOf.size);
  });
  let count = numberOf.size;
  const leftNumberOf = new Map<string, number>();
  l.keys.forEach((key, index) => {
    if (leftNumberOf.has(key)) return;
    const { file, line } = left.statements[index]!;
    const moved = lines.toRight(left.files[file]!, line);
    const number = moved === null ? undefined : numberOf.get(moveKey(key, moved));
    if (number !== undefined) leftNumberOf.set(key, number);
  });

  pairBodies(l, r, lines, functions, leftNumberOf, numberOf);
  for (const key of l.keys) if (!leftNumberOf.has(key)) leftNumberOf.set(key, count++);

  const leftStatement = Uint32Array.from(l.keys, (key) => leftNumberOf.get(key)!);
  const rightStatement = Uint32Array.from(r.keys, (key) => numberOf.get(key)!);
  const changed = new Uint8Array(count);
  const signatureOf = new Map<number, string>();
  rightStatement.forEach((number, index) => signatureOf.set(number, r.signatures[index]!));
  leftStatement.forEach((number, index) => {
    const other = signatureOf.get(number);
    if (other !== undefined && other !== l.signatures[index]) changed[number] = 1;
  });
  return { leftStatement, rightStatement, changed, ...functions };
}

function describe(program: Program): Side {
  const bodies: number[][] = program.functions.map(() => []);
  const seen = new Map<string, number>();
  const keys = program.statements.map((statement, index) => {
    bodies[statement.function]?.push(index);
    const { file, line, column, kind } = statement;
    const place = `${program.files[file]}:${column}:${kind}:${line}`;
    // A macro of several statements puts them all in one place.
    const within = `${statement.function} ${place}`;
    const ordinal = seen.get(within) ?? 0;
    seen.set(within, ordinal + 1);
    return `${place}#${ordinal}`;
  });
  const texts: string[][] = program.statements.map(() => []);
  for (const site of program.sites) {
    texts[site.statement]?.push(`${site.kind} ${site.local ? 'local ' : ''}${site.text}`);
  }
  return { program, keys, bodies, signatures: texts.map((list) => list.join('\n')) };
}

/** The key with another line. */
function moveKey(key: string, line: number): string {
  const hash = key.lastIndexOf('#');
  return `${key.slice(0, key.lastIndexOf(':', hash))}:${line}${key.slice(hash)}`;
}

type FunctionMatch = Pick<StaticMatch, 'leftFunction' | 'rightFunction' | 'oneSided'>;

/** By name and file, then by name, then (a renamed function) by where most statements went. */
function matchFunctions(l: Side, r: Side, lines: LineMap): FunctionMatch {
  const numbers = new Map<string, number>();
  const numberOf = (key: string) => {
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  };
  const fullName = ({ program }: Side, info: FunctionInfo) =>
    `${program.files[info.file]}:${info.name}`;
  const rightFunction = Uint32Array.from(r.program.functions, (info) =>
    numberOf(fullName(r, info)),
  );
  const rightCount = numbers.size;
  const taken = new Set<number>();
  const leftNumbers: (number | undefined)[] = l.program.functions.map((info) => {
    const number = numbers.get(fullName(l, info));
    if (number !== undefined) taken.add(number);
    return number;
  });
  const claim = (index: number, number: number | undefined) => {
    if (number === undefined || taken.has(number)) return;
    leftNumbers[index] = number;
    taken.add(number);
  };
  const byName = new Map<string, number>();
  r.program.functions.forEach((info, index) => byName.set(info.name, rightFunction[index]!));
  l.program.functions.forEach((info, index) => {
    if (leftNumbers[index] === undefined) claim(index, byName.get(info.name));
  });
  if (leftNumbers.includes(undefined)) {
    const statementAt = new Map<string, number>();
    r.keys.forEach((key, index) => statementAt.set(key, index));
    l.bodies.forEach((body, index) => {
      if (leftNumbers[index] !== undefined) return;
      const votes = new Map<number, number>();
      for (const statement of body) {
        const { file, line } = l.program.statements[statement]!;
        const moved = lines.toRight(l.program.files[file]!, line);
        if (moved === null) continue;
        const other = statementAt.get(moveKey(l.keys[statement]!, moved));
        if (other === undefined) continue;
        const number = rightFunction[r.program.statements[other]!.function]!;
        votes.set(number, (votes.get(number) ?? 0) + 1);
      }
      const [winner] = [...votes].sort((a, b) => b[1] - a[1]);
      if (winner && winner[1] * 2 > body.length) claim(index, winner[0]);
    });
  }
  const leftFunction = Uint32Array.from(
    leftNumbers,
    (number, index) => number ?? numberOf(`left ${fullName(l, l.program.functions[index]!)}`),
  );
  const oneSided = new Uint8Array(numbers.size).fill(1);
  for (let number = 0; number < rightCount; number++) {
    if (taken.has(number)) oneSided[number] = 0;
  }
  return { leftFunction, rightFunction, oneSided };
}

/** Pairs what a patch replaced inside the functions that both sides have. */
function pairBodies(
  l: Side,
  r: Side,
  lines: LineMap,
  functions: FunctionMatch,
  leftNumberOf: Map<string, number>,
  rightNumberOf: Map<string, number>,
): void {
  const rightBody = new Map<number, number[]>();
  functions.rightFunction.forEach((number, index) => {
    if (!rightBody.has(number)) rightBody.set(number, r.bodies[index]!);
  });
  const lineOf = ({ program }: Side, statement: number): [string, number] => {
    const { file, line } = program.statements[statement]!;
    return [program.files[file]!, line];
  };
  const done = new Set<number>();
  functions.leftFunction.forEach((number, index) => {
    const others = rightBody.get(number);
    if (!others || done.has(number)) return;
    done.add(number);
    const place = new Map<number, number>();
    others.forEach((statement, at) => place.set(rightNumberOf.get(r.keys[statement]!)!, at));
    const pairGap = (lefts: number[], from: number, to: number) => {
      const candidates = (side: Side, statements: number[]): Candidate[] =>
        statements.map((statement) => ({
          statement,
          kind: side.program.statements[statement]!.kind,
          signature: side.signatures[statement]!,
        }));
      const rights = others
        .slice(from, to)
        .filter((statement) => lines.toLeft(...lineOf(r, statement)) === null);
      for (const [a, b] of pairChanged(candidates(l, lefts), candidates(r, rights))) {
        leftNumberOf.set(l.keys[a]!, rightNumberOf.get(r.keys[b]!)!);
      }
    };
    let gap: number[] = [];
    let from = 0;
    for (const statement of l.bodies[index]!) {
      const known = leftNumberOf.get(l.keys[statement]!);
      const at = known === undefined ? undefined : place.get(known);
      if (at === undefined || at < from) {
        if (lines.toRight(...lineOf(l, statement)) === null) gap.push(statement);
        continue;
      }
      pairGap(gap, from, at);
      gap = [];
      from = at + 1;
    }
    pairGap(gap, from, others.length);
  });
}
