/** All places at which a breakpoint stops a run. */
import type { AccessSite } from '../../c/program.ts';
import { MAP_ENTRY } from '../../machine/recording.ts';
import { decodeAccess, siteOf } from '../accesses.ts';
import { ExpressionError } from '../expression/error.ts';
import { readExpression } from '../expression/parse.ts';
import type { Trace } from '../trace.ts';
import { becomesTrue } from './becomes-true.ts';
import { Condition } from './condition.ts';
import type { WriteValues } from './condition.ts';
import type { BreakpointHits, BreakpointSpec, BreakpointTarget } from './spec.ts';

type Found = Generator<number, BreakpointHits>;

/** Steps or writes looked at between two breaths: a few milliseconds. */
const SLICE = 2048;

/**
 * Finds all hits of a breakpoint in slices; each yields the share that is done. Throws
 * ExpressionError for a condition that is no expression, and for a target that is not in the program.
 */
export function* breakpointHits(trace: Trace, { target, condition }: BreakpointSpec): Found {
  const test = new Condition(trace, condition.trim());
  switch (target.kind) {
    case 'function':
      return yield* filtered(trace, functionPositions(trace, target.name), test);
    case 'line':
      return yield* filtered(trace, linePositions(trace, target), test);
    case 'word':
      return yield* wordHits(trace, target, test);
    case 'field':
      return yield* fieldHits(trace, target, test);
    case 'expression':
      return yield* expressionHits(trace, target);
  }
}

/** The first step after the entry, when the parameters have their values. */
function functionPositions(trace: Trace, name: string): number[] {
  const { program, recording } = trace;
  if (!program.functions.some((info) => info.name === name)) {
    throw new ExpressionError(`the program has no function '${name}'`);
  }
  return trace.stepsEntering(name).map((step) => {
    const { leave } = recording.calls;
    return step + 1 < leave[recording.stepCall[step]!]! ? step + 1 : step;
  });
}

function linePositions(
  trace: Trace,
  { file, line }: BreakpointTarget & { kind: 'line' },
): number[] {
  const { program } = trace;
  const number = program.files.indexOf(file);
  if (number < 0) throw new ExpressionError(`the program has no file '${file}'`);
  if (!program.statements.some((one) => one.file === number && one.line === line)) {
    throw new ExpressionError(`no statement begins at line ${line} of ${file}`);
  }
  return trace.stepsAtLine(file, line);
}

function* filtered(trace: Trace, positions: readonly number[], test: Condition): Found {
  const kept: number[] = [];
  for (const [index, position] of positions.entries()) {
    if (index % SLICE === SLICE - 1) yield index / positions.length;
    if (test.holds(position)) kept.push(position);
  }
  return result(kept, test);
}

function* wordHits(
  trace: Trace,
  { address, size }: BreakpointTarget & { kind: 'word' },
  test: Condition,
): Found {
  if (!/^0x[0-9a-f]{1,16}$/i.test(address)) {
    throw new ExpressionError(`'${address}' is no address`);
  }
  const start = BigInt(address);
  const kept: number[] = [];
  let looked = 0;
  for (let step = trace.nextWriteStep(start, size, -1); step >= 0;) {
    if (++looked % SLICE === 0) yield step / trace.length;
    // The value is that of the word, whatever larger or smaller write changed it.
    if (holdsAfterWrite(trace, step, start, size, test)) kept.push(step + 1);
    step = trace.nextWriteStep(start, size, step);
  }
  return result(kept, test);
}

function holdsAfterWrite(
  trace: Trace,
  step: number,
  address: bigint,
  size: number,
  test: Condition,
): boolean {
  if (test.isAlways) return true;
  const { stepLog } = trace.recording;
  const width = Math.min(size, 8);
  const value = number(trace.bytesAt(stepLog[step + 1]!, address, width));
  const old = number(trace.bytesAt(stepLog[step]!, address, width));
  const type = { kind: 'int', name: 'unsigned long', signed: false, rank: 4, size: 8, align: 8 };
  return test.holds(step + 1, { value, old, type: type as WriteValues['type'], object: null });
}

function* fieldHits(
  trace: Trace,
  { record, member }: BreakpointTarget & { kind: 'field' },
  test: Condition,
): Found {
  const { program, recording, sites } = trace;
  const wanted = new Uint8Array(program.sites.length);
  let named = false;
  program.sites.forEach((site, index) => {
    if (!names(site, record, member)) return;
    named = true;
    if (site.kind === 'write' || site.kind === 'block-write') wanted[index] = 1;
  });
  if (!named && !program.records.has(record)) {
    throw new ExpressionError(`the program has no '${record}'`);
  }
  const { log, stepLog } = recording;
  const kept: number[] = [];
  for (let step = 0; step < trace.length; step++) {
    if (step % SLICE === 0) yield step / trace.length;
    const end = stepLog[step + 1]!;
    for (let at = stepLog[step]!; at < end; at += sites.entryLength(log, at)) {
      if (log[at] === MAP_ENTRY || wanted[siteOf(log[at]!)] !== 1 || kept.at(-1) === step + 1)
        continue;
      if (test.isAlways || test.holds(step + 1, written(trace, at))) kept.push(step + 1);
    }
  }
  return result(kept, test);
}

/** Does a site name this member, or a part of it? */
function names({ member }: AccessSite, record: string, wanted: string): boolean {
  if (member?.record !== record) return false;
  const path = member.path.join('.');
  return path === wanted || path.startsWith(`${wanted}.`);
}

function written(trace: Trace, at: number): WriteValues {
  const access = decodeAccess(trace.recording, trace.sites, at);
  const { site, address } = access;
  const record = site.member ? trace.program.records.get(site.member.record) : undefined;
  return {
    value: number(access.after!.subarray(0, 8)),
    old: number(access.before!.subarray(0, 8)),
    type: site.type,
    object: record ? { address: address - BigInt(site.member!.offset), record } : null,
  };
}

function* expressionHits(
  trace: Trace,
  { expression: text, place }: BreakpointTarget & { kind: 'expression' },
): Found {
  const outcome = { positions: [] as number[], failed: 0, failure: null };
  if (trace.length === 0) return finish(outcome);
  if (place === null) {
    const expression = readExpression(trace.program, text);
    for (const position of becomesTrue(trace, expression, 0, trace.length, outcome)) {
      yield position / trace.length;
    }
    return finish(outcome);
  }
  const { program, recording } = trace;
  const functionIndex = program.functions.findIndex(({ name }) => name === place.function);
  if (functionIndex < 0) throw new ExpressionError(`the program has no '${place.function}()'`);
  const expression = readExpression(program, text, { functionIndex, line: place.line });
  for (const call of trace.callsOf(functionIndex)) {
    const from = recording.calls.enter[call]!;
    // Locals of a call that never began, or of its caller, would be those of somebody else.
    if (recording.stepCall[from] !== call) continue;
    const to = Math.max(from, recording.calls.leave[call]! - 1);
    for (const position of becomesTrue(trace, expression, from, to, outcome)) {
      yield position / trace.length;
    }
  }
  return finish(outcome);
}

function finish(outcome: {
  positions: number[];
  failed: number;
  failure: string | null;
}): BreakpointHits {
  const positions = Uint32Array.from(outcome.positions).sort();
  return { positions, failed: outcome.failed, failure: outcome.failure };
}

function result(positions: readonly number[], { failed, failure }: Condition): BreakpointHits {
  return { positions: Uint32Array.from(positions), failed, failure };
}

function number(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}
