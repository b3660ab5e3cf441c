/**
 * Reference counts of pages: one that goes below nothing, and one taken of a page that nobody held
 * any more. With CONFIG_DEBUG_VM the kernel stops at some of these; without, nothing tells.
 */
import { leafAt } from '../mm/leaves.ts';
import { pageRecords, pfnAt } from '../mm/vmemmap.ts';
import type { Trace } from '../trace/index.ts';
import type { Findings, Sanitizer } from './finding.ts';
import { placeKey, placeText } from './places.ts';
import { addressOf, signedChange, walkAccesses } from './walk.ts';

/** `_mapcount` counts from here. */
const NOT_MAPPED = -1;
/** Sets a counter to a value instead of counting. */
const SETTERS = new Set(['atomic_set', 'init_page_count', 'set_page_count']);

/** How far the write of a counter is below the function that freezes it. */
const FREEZE_DEPTH = 4;

export function* findReferenceErrors(trace: Trace, findings: Findings): Sanitizer {
  const record = trace.program.records.get('struct page');
  if (!record?.complete) return;
  const { page } = pageRecords(trace.program);
  const refcount = leafAt(page, '_refcount', 'counter')?.offset ?? -1;
  const mapcount = leafAt(page, '_mapcount', 'counter')?.offset ?? -1;
  // Counts that are 0 because all references were taken away at once (folio_ref_freeze()).
  const frozen = new Set<bigint>();
  yield* walkAccesses(trace, (access) => {
    if (!access.isWrite || access.isBlock || access.size !== 4) return;
    const address = addressOf(access);
    if (pfnAt(trace.program, address) === null) return;
    const offset = Number(address % BigInt(page.size));
    if (offset !== refcount && offset !== mapcount) return;
    const site = trace.program.sites[access.site]!;
    const isCounter = site.member?.path.at(-1) === 'counter';
    if (!isCounter) return;
    const { before, after } = signedChange(trace, access.moment);
    const name = offset === refcount ? '_refcount' : '_mapcount';
    const bottom = offset === refcount ? 0 : NOT_MAPPED;
    if (offset === refcount && after === 0 && before > 0) {
      if (isFreezing(trace, trace.stepOfMoment(access.moment))) frozen.add(address);
      return;
    }
    if (frozen.delete(address)) return;
    const under = after < bottom && before >= bottom;
    const revived = offset === refcount && before === 0 && after > 0;
    if (!under && !revived) return;
    const step = trace.stepOfMoment(access.moment);
    if (SETTERS.has(trace.step(step).functionName)) return;
    findings.add(`${name} ${placeKey(trace, step)}`, () => {
      const last = trace.previousWrite(address, 4, step);
      const change = `${name} goes from ${before} to ${after}`;
      return {
        kind: under ? 'reference-underflow' : 'use-after-free',
        text: `${change}${under ? '' : ', of a page that nobody held'}`,
        place: placeText(trace, step),
        step,
        cause: last && {
          step: last.step,
          text: `${name} became ${before}`,
          place: placeText(trace, last.step),
        },
        address,
      };
    });
  });
}

/** Whether a step runs inside folio_ref_freeze() or page_ref_freeze(). */
function isFreezing(trace: Trace, step: number): boolean {
  const { calls, stepCall } = trace.recording;
  for (let call = stepCall[step]!, up = 0; up < FREEZE_DEPTH; call = calls.parent[call]!, up++) {
    const { name } = trace.program.functions[calls.function[call]!]!;
    if (name.endsWith('_ref_freeze')) return true;
  }
  return false;
}
