/** User programs on the model kernel against every captured event, byte, entry and value. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readCapture, recordScenario, STATES, type CaptureName } from './testing/recorded.ts';
import { disagreementText, type Tally, type Verification } from './verification.ts';
import { verifyCapture } from './verify.ts';

const agreed = ({ asStored, byTarget }: Tally) => asStored + byTarget;

/** What a scenario's program is held against, and how much there is to compare. */
const CASES: {
  scenario: string;
  capture: CaptureName;
  events: number;
  bytes: number;
  entries: number;
}[] = [
  {
    ...{ scenario: 'device-private-round-trip', capture: 'S3' },
    ...{ events: 98, bytes: 53_888, entries: 404 },
  },
];

describe.each(CASES)('$scenario and $capture', ({ scenario, capture, ...amount }) => {
  describe.each(STATES)('%s', (state, variant) => {
    let result: Verification;
    beforeAll(() => {
      const trace = recordScenario(scenario, state);
      expect(trace.recording.outcome).toEqual({ kind: 'finished', exitCode: 0 });
      result = verifyCapture(trace, readCapture(variant, capture));
    }, 60_000);

    it('has every event, in order, and nothing else', () => {
      expect(result.events).toEqual({ captured: amount.events, matched: amount.events });
    });

    it('agrees in every byte, page table entry and value', () => {
      expect(result.disagreements.map(disagreementText)).toEqual([]);
      expect(result.bytes.compared).toBe(amount.bytes);
      expect(agreed(result.bytes)).toBe(amount.bytes);
      expect(result.entries.compared).toBe(amount.entries);
      expect(agreed(result.entries)).toBe(amount.entries);
      expect(agreed(result.values)).toBe(result.values.compared);
    });

    it('says what it does not compare', () => {
      const reasons = ['migrate', 'migrate.address', 'pte', 'ptes', 'range.notifier_seq', 'retval'];
      expect(result.notCompared.filter((name) => !reasons.includes(name))).toEqual([]);
    });
  });
});
