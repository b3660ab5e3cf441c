/** One pass over all accesses of a recording that are not to named local variables. */
import { MAP_ENTRY } from '../machine/recording.ts';
import { Shape, blockLength, dataAt, highHalf, siteOf, type SiteTable } from '../trace/accesses.ts';
import type { Trace } from '../trace/index.ts';

export interface Visit {
  /** Where the entry starts in `Recording.log`. */
  moment: number;
  /** Index into `Program.sites`. */
  site: number;
  isWrite: boolean;
  /** True for memset, memcpy, assignment of a record: bytes without a member of their own. */
  isBlock: boolean;
  low: number;
  high: number;
  /** In bytes. */
  size: number;
}

/** Log entries between two breaths. */
const SLICE = 1 << 15;

/**
 * Calls `visit` for each access in order. The object is reused: copy what is to be kept. Yields now
 * and then the share of the log that is done.
 */
export function* walkAccesses(
  trace: Trace,
  visit: (access: Visit) => void,
): Generator<number, void> {
  const { log, stepLog, stepCount } = trace.recording;
  const sites: SiteTable = trace.sites;
  const end = stepLog[stepCount]!;
  const access: Visit = {
    ...{ moment: 0, site: 0, isWrite: false, isBlock: false, low: 0, high: 0, size: 0 },
  };
  let visited = 0;
  for (let at = 0; at < end; at += sites.entryLength(log, at)) {
    if (++visited % SLICE === 0) yield at / end;
    if (log[at] === MAP_ENTRY) continue;
    const site = siteOf(log[at]!);
    const shape = sites.shape[site]!;
    if (shape === Shape.localRead || shape === Shape.localWrite) continue;
    access.moment = at;
    access.site = site;
    access.isWrite = shape === Shape.write || shape === Shape.blockWrite;
    access.isBlock = shape === Shape.blockRead || shape === Shape.blockWrite;
    access.low = log[at + 1]!;
    access.high = highHalf(log, at);
    access.size = access.isBlock ? blockLength(log, at) : sites.size[site]!;
    visit(access);
  }
}

/** The address of a visit. */
export function addressOf({ low, high }: Visit): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}

/** The value that a write of 4 bytes found and left, as a signed number. */
export function signedChange(trace: Trace, moment: number): { before: number; after: number } {
  const { log } = trace.recording;
  const data = dataAt(log, moment, Shape.write);
  return { before: log[data]! | 0, after: log[data + 1]! | 0 };
}
