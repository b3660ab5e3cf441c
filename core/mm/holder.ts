/** Who holds a reference to a page, or a mapping of it. */
import type { Trace } from '../trace/index.ts';
import { actorText } from './count-history.ts';

export type HolderKind =
  /** A present entry of a page table. */
  | 'page-table'
  /** An entry that is not present but keeps the page: SWP_DEVICE_…. */
  | 'swap-entry'
  /** A CPU's batch of folios that wait for their list. */
  | 'batch'
  /** A device page that the driver backs with this page. */
  | 'device-page'
  | 'page-cache'
  | 'swap-cache'
  /** PG_private: buffer heads and the like. */
  | 'private'
  /** The driver that registered the page. */
  | 'device-map'
  /** A page that is never freed: the zero page and its like. */
  | 'reserved'
  /** FOLL_PIN. */
  | 'pin'
  /** Kernel code that runs now, and will give it back or hand it on. */
  | 'running'
  /** Taken at a step, and nothing in memory tells who has it. */
  | 'unknown';

export interface Holder {
  kind: HolderKind;
  /** How much of the count it accounts for. */
  count: number;
  /** One line. */
  text: string;
  /** Where the holder stands in memory: the entry, the slot, the word; null where it is in none. */
  at: bigint | null;
  /** User address that the holder maps the page at; null for all but entries of page tables. */
  address: bigint | null;
  /** The step since which it holds, and who made it; null where that was before the run. */
  since: { step: number; by: string } | null;
}

/** The step that made something, told as a holder tells it. */
export function sinceStep(trace: Trace, step: number | undefined): Holder['since'] {
  return step === undefined ? null : { step, by: actorText(trace, step) };
}
