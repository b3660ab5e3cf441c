import type { CType } from '../c/ctype.ts';
import type { FunctionInfo, LocalInfo } from '../c/program.ts';
import type { MemoryView } from '../machine/memory.ts';
import type { Frame } from './call-stack.ts';
import type { Trace } from './trace.ts';

/** A local variable in one call. */
export interface Local {
  name: string;
  type: CType;
  address: bigint;
  bytes: Uint8Array;
}

/**
 * The parameters and local variables whose scope the frame's line lies in, in the order of their
 * declaration, with what `memory` holds for them.
 */
export function locals(trace: Trace, memory: MemoryView, frame: Frame): Local[] {
  const info = trace.program.functions[frame.functionIndex]!;
  return visibleVariables(info, frame.line).map(({ name, type, frameOffset }) => {
    const address = frame.frameBase + BigInt(frameOffset);
    return { name, type, address, bytes: memory.read(address, type.size) };
  });
}

/**
 * The variables of a function whose scope a line lies in. Of several with one name only the innermost
 * shows. As in a debugger, a variable shows in its whole scope, also before its initialiser has run.
 */
export function visibleVariables(info: FunctionInfo, line: number): LocalInfo[] {
  const visible = new Map<string, LocalInfo>();
  for (const variable of info.variables) {
    if (line < variable.scopeLine || line > variable.scopeEndLine) continue;
    const other = visible.get(variable.name);
    // Of scopes on the same lines the later one is the inner one.
    if (other && scopeLength(other) < scopeLength(variable)) continue;
    visible.set(variable.name, variable);
  }
  return info.variables.filter((variable) => visible.get(variable.name) === variable);
}

function scopeLength(variable: LocalInfo): number {
  return variable.scopeEndLine - variable.scopeLine;
}
