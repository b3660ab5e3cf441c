import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { FRAME_KINDS, type FrameKindId } from '../../core/index.ts';

/** What the memory pane shows. */
export const MEMORY_TOOLS = ['frames', 'tables', 'maps', 'bytes', 'fields'] as const;
export type MemoryTool = (typeof MEMORY_TOOLS)[number];

/** What is told below the page card. */
export const PAGE_DETAILS = ['word', 'history', 'counts', 'watch'] as const;
export type PageDetail = (typeof PAGE_DETAILS)[number];

/** Sizes of a frame on the map, in pixels. */
export const FRAME_CELLS = [3, 5, 8, 12, 17, 22] as const;

const UNUSED: ReadonlySet<FrameKindId> = new Set<FrameKindId>([
  'poison',
  'blank',
  'free',
  'device-private-free',
  'device-coherent-free',
]);

/** What of memory is looked at, and how. All of it is plain data: it can be saved. */
export const useMemory = defineStore('memory', () => {
  const tool = ref<MemoryTool>('frames');
  const detail = ref<PageDetail>('word');
  /** Index into FRAME_CELLS. */
  const zoom = ref(4);
  /** Kinds of frames to show; null: all of them. */
  const kinds = shallowRef<readonly FrameKindId[] | null>(null);
  /** The user address whose way through the page tables is shown; null: where there is something. */
  const walked = shallowRef<bigint | null>(null);
  /** Address of the mm_struct that is looked at; null: the current one. */
  const space = shallowRef<bigint | null>(null);
  /** Where the byte view stands; null: at the selected struct page. */
  const bytesAt = shallowRef<bigint | null>(null);
  /** C name of the record that is laid over the bytes; null: the one that lies there. */
  const overlay = ref<string | null>(null);

  function zoomBy(by: 1 | -1): void {
    zoom.value = Math.max(0, Math.min(FRAME_CELLS.length - 1, zoom.value + by));
  }

  /** Shows this kind, or no more; showing every kind that is there again is showing all. */
  function toggleKind(kind: FrameKindId): void {
    const shown = new Set(kinds.value ?? []);
    if (!shown.delete(kind)) shown.add(kind);
    kinds.value = shown.size === 0 ? null : [...shown];
  }

  /** Leaves out what nobody uses, or shows everything again. */
  function toggleInUse(): void {
    kinds.value = kinds.value
      ? null
      : FRAME_KINDS.map(({ id }) => id).filter((id) => !UNUSED.has(id));
  }

  function forget(): void {
    walked.value = null;
    space.value = null;
    bytesAt.value = null;
    overlay.value = null;
  }

  return {
    tool,
    detail,
    zoom,
    kinds,
    walked,
    space,
    bytesAt,
    overlay,
    zoomBy,
    toggleKind,
    toggleInUse,
    forget,
  };
});
