import { z } from '../../contract/zod.ts';
import { FRAME_KINDS, type FrameKindId } from '../../core/index.ts';
import { FRAME_CELLS, MEMORY_TOOLS, PAGE_DETAILS } from '../stores/memory.ts';
import type { SessionPart } from './parts.ts';

const address = z
  .string()
  .regex(/^0x[0-9a-f]{1,16}$/)
  .nullable();

const schema = z.strictObject({
  tool: z.enum(MEMORY_TOOLS),
  detail: z.enum(PAGE_DETAILS),
  zoom: z
    .int()
    .min(0)
    .max(FRAME_CELLS.length - 1),
  kinds: z.array(z.string()).nullable(),
  walked: address,
  space: address,
  bytesAt: address,
  overlay: z.string().nullable(),
});

const save = (value: bigint | null) => (value === null ? null : `0x${value.toString(16)}`);
const load = (value: string | null) => (value === null ? null : BigInt(value));
const isKind = (kind: string): kind is FrameKindId => FRAME_KINDS.some(({ id }) => id === kind);

/** What of memory is looked at. */
export const memoryPart: SessionPart = {
  name: 'memory',
  save: ({ memory }) => ({
    tool: memory.tool,
    detail: memory.detail,
    zoom: memory.zoom,
    kinds: memory.kinds ? [...memory.kinds] : null,
    walked: save(memory.walked),
    space: save(memory.space),
    bytesAt: save(memory.bytesAt),
    overlay: memory.overlay,
  }),
  load: ({ memory }, value) => {
    const { success, data } = schema.safeParse(value);
    if (!success) return;
    memory.tool = data.tool;
    memory.detail = data.detail;
    memory.zoom = data.zoom;
    memory.kinds = data.kinds?.filter(isKind) ?? null;
    memory.walked = load(data.walked);
    memory.space = load(data.space);
    memory.bytesAt = load(data.bytesAt);
    memory.overlay = data.overlay;
  },
};
