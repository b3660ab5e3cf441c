/** The array of struct pages: addresses, frame numbers, and the shape of a struct page. */
import type { RecordType } from '../c/ctype.ts';
import type { Program } from '../c/program.ts';

/** x86-64 with four-level page tables and no address randomisation (Documentation/arch/x86/x86_64/mm). */
const VMEMMAP_START = 0xffffea0000000000n;
/** One TiB of virtual addresses. */
const VMEMMAP_SIZE = 1n << 40n;

export interface PageRecords {
  page: RecordType;
  /** null when the program knows no folios. */
  folio: RecordType | null;
}

/** The records that make up a page. Throws Error when the program has no `struct page`. */
export function pageRecords(program: Program): PageRecords {
  const page = program.records.get('struct page');
  if (!page?.complete) {
    throw new Error('the program defines no struct page, so there are no pages to show');
  }
  const folio = program.records.get('struct folio');
  return { page, folio: folio?.complete ? folio : null };
}

function start(program: Program): bigint {
  return program.constants.get('VMEMMAP_START') ?? VMEMMAP_START;
}

/** Frame number of the struct page that `address` lies in; null outside the vmemmap. */
export function pfnAt(program: Program, address: bigint): bigint | null {
  const offset = address - start(program);
  if (offset < 0n || offset >= VMEMMAP_SIZE) return null;
  const size = program.records.get('struct page')?.size ?? 0;
  return size > 0 ? offset / BigInt(size) : null;
}

/** Address of the struct page of a frame. Throws Error when the program has no `struct page`. */
export function pageAddress(program: Program, pfn: bigint): bigint {
  return start(program) + pfn * BigInt(pageRecords(program).page.size);
}
