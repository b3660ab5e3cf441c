import {
  formatValue,
  type CType,
  type MemoryView,
  type Trace,
  type Frame,
} from '../../core/index.ts';
import { locals } from '../../core/index.ts';

/** A local variable with its value, on the line where it is worth reading. */
export interface InlineValue {
  name: string;
  text: string;
}

interface Local {
  name: string;
  type: CType;
  address: bigint;
  bytes: Uint8Array;
}

const WORDS = /[A-Za-z_]\w*/g;
/** Longer values (whole records) belong to other panes. */
const MAX_BYTES = 16;

/**
 * Values of a call's locals by line: on the current line all that are mentioned, above it each at the
 * last line that set it. Variables that nothing has written yet have no value worth showing.
 */
export function inlineValues(
  trace: Trace,
  position: number,
  memory: MemoryView,
  frame: Frame,
  source: readonly string[],
): Map<number, InlineValue[]> {
  const values = new Map<number, InlineValue[]>();
  const info = trace.program.functions[frame.functionIndex];
  if (!info) return values;
  const enter = trace.recording.calls.enter[frame.call] ?? 0;
  const known = locals(trace, memory, frame).filter((local: Local) => {
    if (local.bytes.length > MAX_BYTES || position === 0) return false;
    const write = trace.lastWrite(local.address, local.bytes.length, position - 1);
    return write !== null && write.step + 1 >= enter;
  });
  for (const local of known) {
    const shown = { name: local.name, text: plainValue(formatValue(local.type, local.bytes)) };
    const add = (line: number) => values.set(line, [...(values.get(line) ?? []), shown]);
    if (mentions(source[frame.line - 1] ?? '', local.name)) {
      add(frame.line);
      continue;
    }
    const write = trace.lastWrite(local.address, local.bytes.length, position - 1);
    const step = write ? trace.step(write.step) : null;
    // Parameters are written by the call: they belong to the function's own line.
    const inside = step && step.file === frame.file && step.call === frame.call;
    add(inside ? step.line : info.line);
  }
  return values;
}

/** Without the type in front, which the declaration tells. */
function plainValue(text: string): string {
  return text.replace(/^\([^()]*\) /, '');
}

function mentions(line: string, name: string): boolean {
  return line.match(WORDS)?.includes(name) ?? false;
}
