/** The decoded meaning of one name of a page's bytes. */
import type { CType } from '../c/ctype.ts';
import { typeText } from '../c/types.ts';
import type { MemoryView } from '../machine/memory.ts';
import type { Trace } from '../trace/index.ts';
import { hex } from './bytes.ts';
import { formatScalar } from './format-value.ts';
import { decodeFlags, flagsText } from './page-flags.ts';
import { describePointer } from './pointer.ts';
import { pfnAt } from './vmemmap.ts';

/** What page_init_poison() leaves in every word. */
const ALL_ONES = 0xffffffffffffffffn;
/** PAGE_MAPPING_ANON and PAGE_MAPPING_MOVABLE live in the low bits of `mapping`. */
const MAPPING_FLAGS = 3n;

/** `head | 1`, `→ &pgmap`, `-1`, `PG_reserved, ZONE_DEVICE …`: the value read as this member. */
export function aliasText(
  trace: Trace,
  memory: MemoryView,
  member: string,
  type: CType,
  value: bigint,
  firstTail: boolean,
): string {
  if (type.size === 8 && value === ALL_ONES) return 'all bits set';
  if (member === 'flags' || /^_flags_\d$/.test(member)) {
    return flagsText(decodeFlags(trace.program, value, firstTail));
  }
  if (member === 'compound_head' || /^_head_\d$/.test(member)) {
    if ((value & 1n) === 0n) return `${hex(value)}, bit 0 clear: not a tail`;
    const pfn = pfnAt(trace.program, value - 1n);
    return pfn === null ? `${hex(value)}, no struct page` : `head | 1 → pfn ${hex(pfn)}`;
  }
  if (type.kind === 'pointer') return pointerText(trace, memory, member, type.to, value);
  return formatScalar(type, value);
}

function pointerText(
  trace: Trace,
  memory: MemoryView,
  member: string,
  to: CType,
  value: bigint,
): string {
  const tag =
    member === 'mapping' && pfnAt(trace.program, value) === null ? value & MAPPING_FLAGS : 0n;
  const target = describePointer(trace, memory, value - tag, to);
  const tagged = tag === 0n ? '' : ` | ${tag}`;
  const record = to.kind === 'struct' && to.tag !== 'page' && to.tag !== 'list_head';
  /* A struct page can hold a list node, so list pointers into the vmemmap are as they should be. */
  const wrong = record && pfnAt(trace.program, value) !== null && to.tag !== 'callback_head';
  const note = wrong ? `no ${typeText(to)}: ` : '';
  return value === 0n ? 'NULL' : `→ ${note}${target}${tagged}`;
}
