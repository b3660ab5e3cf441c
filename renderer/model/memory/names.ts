import type { Moment } from '../session.ts';
import { pageName } from '../shown-ranges.ts';

/** What the struct page at `address` is called at a moment; empty where it has no name. */
export function frameName({ session, position }: Moment, address: bigint): string {
  return pageName(session.trace, position, address);
}
