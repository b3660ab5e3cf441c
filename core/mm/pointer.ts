/** What an address is, in words. */
import type { CType } from '../c/ctype.ts';
import type { FunctionInfo, Program, VariableInfo } from '../c/program.ts';
import { typeText } from '../c/types.ts';
import type { MemoryView } from '../machine/memory.ts';
import type { Trace } from '../trace/index.ts';
import { hex } from './bytes.ts';
import { pageKind } from './page-kind.ts';
import { pageAddress, pfnAt } from './vmemmap.ts';

/** x86-64, four-level page tables: the direct map of physical memory, 64 TiB. */
const DIRECT_MAP = { start: 0xffff888000000000n, size: 64n << 40n };
/** Stacks lie in the vmalloc area. */
const VMALLOC = { start: 0xffffc90000000000n, size: 32n << 40n };
/** include/linux/poison.h with the x86-64 POISON_POINTER_DELTA. */
const POISON = new Map([
  [0xdead000000000100n, 'LIST_POISON1'],
  [0xdead000000000122n, 'LIST_POISON2'],
  [0xdead000000000400n, 'TAIL_MAPPING'],
  [0xffffffffffffffffn, 'all bits set'],
]);
const MAX_ERRNO = 4095n;

/**
 * Names what `value` points to: a function or variable, `struct page of pfn 0x…` with what the page
 * is, the stack, the direct map. `type` is the pointed-to type, for places that have no name.
 */
export function describePointer(
  trace: Trace,
  memory: MemoryView,
  value: bigint,
  type?: CType,
): string {
  if (value === 0n) return 'NULL';
  const poison = POISON.get(value);
  if (poison !== undefined) return poison;
  const error = BigInt.asUintN(64, -value);
  if (error > 0n && error <= MAX_ERRNO) return `ERR_PTR(-${error})`;
  const { program } = trace;
  return (
    describeFunction(program, value) ??
    describeVariable(program, value) ??
    describePage(trace, memory, value) ??
    describeArea(trace, value, type) ??
    'no known address'
  );
}

function describeFunction(program: Program, value: bigint): string | null {
  let found: FunctionInfo | null = null;
  for (const info of program.functions) {
    if (info.address <= value && (!found || info.address > found.address)) found = info;
  }
  return found && found.address === value ? `${found.name}()` : null;
}

function describeVariable(program: Program, value: bigint): string | null {
  const holds = (info: VariableInfo) =>
    value >= info.address && value < info.address + BigInt(Math.max(info.type.size, 1));
  const variable = program.globals.find(holds);
  if (!variable) return null;
  const path = placeInside(variable.type, Number(value - variable.address));
  return `&${variable.name}${path} (${typeText(variable.type)})`;
}

/** The member or element that starts at `offset`, outermost first; `+0x…` where none does. */
function placeInside(type: CType, offset: number): string {
  if (offset === 0) return '';
  if (type.kind === 'array' && type.of.size > 0) {
    const index = Math.floor(offset / type.of.size);
    return `[${index}]${placeInside(type.of, offset % type.of.size)}`;
  }
  if (type.kind === 'struct' || type.kind === 'union') {
    for (const member of type.members) {
      const inside = offset - member.offset;
      if (inside < 0 || inside >= Math.max(member.type.size, 1)) continue;
      const rest = placeInside(member.type, inside);
      return member.name === null ? rest : `.${member.name}${rest}`;
    }
  }
  return `+${hex(BigInt(offset))}`;
}

function describePage(trace: Trace, memory: MemoryView, value: bigint): string | null {
  const { program } = trace;
  const pfn = pfnAt(program, value);
  if (pfn === null) return null;
  const start = pageAddress(program, pfn);
  const { text } = pageKind(program, memory, start);
  const inside = value - start;
  const tag = inside === 0n ? '' : inside < 4n ? ` | ${inside}` : ` + ${hex(inside)}`;
  return `struct page of pfn ${hex(pfn)}${tag} (${text})`;
}

function describeArea(trace: Trace, value: bigint, type?: CType): string | null {
  const within = (area: { start: bigint; size: bigint }) =>
    value >= area.start && value < area.start + area.size;
  const what = type && type.kind !== 'void' ? `${typeText(type)} in the ` : '';
  if (within(DIRECT_MAP)) return `${what}direct map, physical ${hex(value - DIRECT_MAP.start)}`;
  if (value >= trace.recording.stackBase && within(VMALLOC)) return `${what}stack`;
  return within(VMALLOC) ? `${what}vmalloc area` : null;
}
