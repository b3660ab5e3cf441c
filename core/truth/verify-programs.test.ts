/** Programs that were run on the unpatched kernel only for this: each must agree in everything. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenario, recordState } from '../scenario/index.ts';
import { Trace } from '../trace/index.ts';
import { parseCapture } from './capture.ts';
import { projectTree, ROOT } from './testing/recorded.ts';
import { disagreementText } from './verification.ts';
import { verifyCapture } from './verify.ts';

const PROGRAMS = 'fixtures/truth/programs';

describe('programs on the unpatched kernel', () => {
  const names = readdirSync(join(ROOT, PROGRAMS)).sort();

  it.each(names)(
    '%s',
    (name) => {
      const directory = `${PROGRAMS}/${name}`;
      const scenario = loadScenario(projectTree, directory);
      const trace = new Trace(recordState(projectTree, scenario, 'before'));
      expect(trace.recording.outcome).toEqual({ kind: 'finished', exitCode: 0 });

      const file = `${directory}/trace.json`;
      const capture = parseCapture(readFileSync(join(ROOT, file), 'utf8'), file);
      const result = verifyCapture(trace, capture);
      expect(result.disagreements.map(disagreementText)).toEqual([]);
      expect(result.events).toEqual({
        captured: capture.events.length,
        matched: capture.events.length,
      });
      expect(result.userspace.found).toBe(result.userspace.captured);
      expect(result.bytes.compared).toBeGreaterThan(1000);
      expect(result.entries.compared).toBeGreaterThan(0);
    },
    60_000,
  );
});
