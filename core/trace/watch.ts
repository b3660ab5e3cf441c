/** Watched expressions: what one is at a position, who last changed it, and who will. */
import type { Program } from '../c/program.ts';
import type { MemoryView } from '../machine/memory.ts';
import type { WriteRef } from './accesses.ts';
import { PastView } from './breakpoints/past-view.ts';
import type { Looked } from './breakpoints/past-view.ts';
import type { Frame } from './call-stack.ts';
import { ExpressionError } from './expression/error.ts';
import { evaluate } from './expression/evaluate.ts';
import type { ExpressionValue } from './expression/evaluate.ts';
import { readExpression } from './expression/parse.ts';
import type { Expression } from './expression/parse.ts';
import type { Trace } from './trace.ts';

/** A watched expression at one position. */
export interface Watched {
  value: ExpressionValue;
  /** The call whose local variables it names; null if it names none. */
  frame: Frame | null;
  /** False while the call has not written the variables yet: what is there, others left. */
  isSet: boolean;
  /** The write that what lies there was last changed by; null if none was before this position. */
  written: WriteRef | null;
  /** The next step that writes it; -1 if there is none. */
  nextWrite: number;
}

export interface WatchOptions {
  /** How many calls out from the innermost the names are looked up first. */
  level?: number;
  /**
   * Names mean what they mean at this place, in the innermost call of the function it belongs to; left
   * out, they mean what they do where execution stands.
   */
  at?: { file: string; line: number };
  /** See `Moment.translate`. */
  translate?: (address: bigint) => bigint | null;
}

/** Memory as it is before step `position`, read out of the index of writes: no cursor is moved. */
export function memoryBefore(trace: Trace, position: number): MemoryView {
  return new PastView(trace, trace.recording.stepLog[Math.min(position, trace.length)]!);
}

/**
 * The value of a C expression before step `position`, with the names visible where execution stands
 * (or in a call around it, the innermost that can be asked). What it "was last written by" is the
 * write of the object that it names; of a computed value, of anything it is computed from. Throws
 * ExpressionError if it is no expression anywhere there, or has no value.
 */
export function watchAt(
  trace: Trace,
  position: number,
  text: string,
  { level = 0, at, translate }: WatchOptions = {},
): Watched {
  const frames = trace.length === 0 ? [] : trace.callStack(Math.min(position, trace.length - 1));
  const [expression, frame] = readAround(
    trace.program,
    text,
    at ? callOf(trace.program, frames, at) : frames.slice(level),
  );
  const memory = new PastView(trace, trace.recording.stepLog[position]!);
  const value = evaluate(expression, { memory, frame, ...(translate && { translate }) });
  const parts =
    value.address === null ? memory.looked : partsOf(value.address, value.bytes.length, translate);
  return {
    value,
    frame,
    isSet: frame === null || isSet(trace, memory.looked, frame, position),
    written: lastOf(trace, parts, position),
    nextWrite: nextOf(trace, parts, position),
  };
}

/** The innermost call of the function that a place belongs to, as if it stood there. */
function callOf(
  { files, functions }: Program,
  frames: readonly Frame[],
  { file, line }: { file: string; line: number },
): Frame[] {
  const found = frames.find(({ functionIndex }) => {
    const info = functions[functionIndex]!;
    return files[info.file] === file && info.line <= line && line <= info.endLine;
  });
  return found ? [{ ...found, line }] : [];
}

type Read = Expression | ExpressionError;
const KNOWN = new WeakMap<Program, Map<string, Read>>();
/** Enough for a list of watches while one steps through the lines of some functions. */
const MOST_KNOWN = 4000;

function readAround(
  program: Program,
  text: string,
  frames: readonly Frame[],
): [Expression, Frame | null] {
  let first: ExpressionError | null = null;
  for (const frame of frames) {
    const read = readOnce(program, text, frame);
    if (!(read instanceof ExpressionError)) return [read, read.usesLocals ? frame : null];
    first ??= read;
    if (!/ names nothing /.test(read.message)) throw read;
  }
  if (first) throw first;
  const read = readOnce(program, text, null);
  if (read instanceof ExpressionError) throw read;
  return [read, null];
}

function readOnce(program: Program, text: string, place: Frame | null): Read {
  let known = KNOWN.get(program);
  if (!known || known.size > MOST_KNOWN) KNOWN.set(program, (known = new Map<string, Read>()));
  const key = place ? `${place.functionIndex} ${place.line} ${text}` : text;
  let read = known.get(key);
  if (!read) {
    try {
      read = readExpression(program, text, place);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      read = error;
    }
    known.set(key, read);
  }
  return read;
}

const PAGE = 4096n;

/** The object page by page, at the addresses under which memory holds it. */
function partsOf(
  address: bigint,
  size: number,
  translate?: (address: bigint) => bigint | null,
): Looked[] {
  if (!translate) return [{ address, size }];
  const parts: Looked[] = [];
  for (let done = 0; done < size;) {
    const at = address + BigInt(done);
    const count = Math.min(size - done, Number(PAGE - (at % PAGE)));
    const held = translate(at);
    if (held !== null) parts.push({ address: held, size: count });
    done += count;
  }
  return parts;
}

function isSet(trace: Trace, looked: readonly Looked[], frame: Frame, position: number): boolean {
  const enter = trace.recording.calls.enter[frame.call]!;
  const { frameSize } = trace.program.functions[frame.functionIndex]!;
  const end = frame.frameBase + BigInt(frameSize);
  return looked.every(({ address, size }) => {
    if (address < frame.frameBase || address >= end) return true;
    return (trace.lastWrite(address, size, position - 1)?.step ?? -1) >= enter;
  });
}

function lastOf(trace: Trace, parts: readonly Looked[], position: number): WriteRef | null {
  let last: WriteRef | null = null;
  for (const { address, size } of parts) {
    const write = position > 0 ? trace.lastWrite(address, size, position - 1) : null;
    if (write && (!last || write.moment > last.moment)) last = write;
  }
  return last;
}

function nextOf(trace: Trace, parts: readonly Looked[], position: number): number {
  let next = -1;
  for (const { address, size } of parts) {
    const step = trace.nextWriteStep(address, size, position - 1);
    if (step >= 0 && (next < 0 || step < next)) next = step;
  }
  return next;
}
