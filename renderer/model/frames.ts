import type { Program } from '../../core/index.ts';

/** Bytes of a struct page in this program; 64 where it defines none. */
export function pageSize(program: Program): number {
  return program.records.get('struct page')?.size ?? 64;
}
