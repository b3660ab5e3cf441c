/** Sanitizers: what no kernel tells, read from a recording after the fact. */
import type { Trace } from '../trace/index.ts';
import { Findings, type Finding } from './finding.ts';
import { findLockImbalance } from './locks.ts';
import { findReferenceErrors } from './references.ts';
import { findUnionConfusion } from './union-confusion.ts';
import { findUseAfterFree } from './use-after-free.ts';

export type { Finding, FindingKind } from './finding.ts';
export { findingStory } from './finding.ts';

const SANITIZERS = [findUnionConfusion, findReferenceErrors, findUseAfterFree, findLockImbalance];

/** All findings of a recording, in the order of their steps. Takes a few passes over the log. */
export function sanitize(trace: Trace): Finding[] {
  const work = sanitizeInSlices(trace);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** As `sanitize`, for threads that are also to hear something else: yields the share that is done. */
export function* sanitizeInSlices(trace: Trace): Generator<number, Finding[]> {
  const findings = new Findings();
  for (const [index, find] of SANITIZERS.entries()) {
    const work = find(trace, findings);
    for (let step = work.next(); !step.done; step = work.next()) {
      yield (index + step.value) / SANITIZERS.length;
    }
  }
  return findings.list();
}
