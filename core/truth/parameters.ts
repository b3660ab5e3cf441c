/** What a call was called with, and which of a capture's values that is. */
import type { RecordType } from '../c/ctype.ts';
import type { FunctionInfo, LocalInfo, Program } from '../c/program.ts';
import { toUint } from '../mm/bytes.ts';
import { leafAt, type Leaf } from '../mm/leaves.ts';
import type { Trace } from '../trace/index.ts';

/** The function of a row of the calls table. */
export function functionOf(trace: Trace, call: number): FunctionInfo {
  return trace.program.functions[trace.recording.calls.function[call]!]!;
}

/** The value of a parameter as the caller passed it, whatever the function did with it later. */
export function argumentOf(trace: Trace, call: number, parameter: LocalInfo): bigint {
  const { recording } = trace;
  const { enter, frame } = recording.calls;
  // The first step of a call stores its parameters.
  const moment = recording.stepLog[enter[call]! + 1]!;
  const address = recording.stackBase + BigInt(frame[call]! + parameter.frameOffset);
  return toUint(trace.bytesAt(moment, address, parameter.type.size));
}

/** The record that a parameter points to, null if it is no such pointer. */
export function pointedRecord({ type }: LocalInfo): RecordType | null {
  if (type.kind !== 'pointer') return null;
  return type.to.kind === 'struct' || type.to.kind === 'union' ? type.to : null;
}

/**
 * The parameter that a captured value is: `arg_page` is the first struct page that the function gets,
 * `arg_pfn` its frame number, whatever they are called there; any other name is a parameter's own.
 */
export function parameterNamed(info: FunctionInfo, name: string): LocalInfo | null {
  const parameters = info.variables.slice(0, info.paramCount);
  const own = name.replace(/^arg_/, '');
  const same = parameters.find((parameter) => parameter.name === own);
  if (same) return same;
  if (name === 'arg_page') return parameters.find(isPagePointer) ?? null;
  if (name === 'arg_pfn') return parameters.find(({ name }) => name.endsWith('_pfn')) ?? null;
  return null;
}

export function isPagePointer(parameter: LocalInfo): boolean {
  const tag = pointedRecord(parameter)?.tag;
  return tag === 'page' || tag === 'folio';
}

/** The member of a parameter's record that `pgmap.range.start` names; null for other names. */
export function memberNamed(
  program: Program,
  info: FunctionInfo,
  name: string,
): { parameter: LocalInfo; record: RecordType; leaf: Leaf } | null {
  const [role, ...path] = name.split('.');
  const parameter = parameterNamed(info, role!);
  const record = parameter && pointedRecord(parameter);
  if (!parameter || !record || path.length === 0) return null;
  const leaf = leafAt(completeRecord(program, record), ...path);
  return leaf && { parameter, record, leaf };
}

/** The definition of a record that one unit of the program may know by name only. */
export function completeRecord(program: Program, record: RecordType): RecordType {
  if (record.complete || record.tag === null) return record;
  return program.records.get(`${record.kind} ${record.tag}`) ?? record;
}
