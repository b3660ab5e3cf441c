/** Sanitizers: what no kernel tells, read from a recording after the fact. */
import type { Trace } from '../trace/index.ts';
import { Findings, type Finding } from './finding.ts';
import { findLockImbalance } from './locks.ts';
import { findReferenceErrors } from './references.ts';
import { findUnionConfusion } from './union-confusion.ts';
import { findUseAfterFree } from './use-after-free.ts';

export type { Finding, FindingKind } from './finding.ts';

/** All findings of a recording, in the order of their steps. Takes a few passes over the log. */
export function sanitize(trace: Trace): Finding[] {
  const findings = new Findings();
  for (const find of [
    findUnionConfusion,
    findReferenceErrors,
    findUseAfterFree,
    findLockImbalance,
  ]) {
    find(trace, findings);
  }
  return findings.list();
}
