import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recording } from '../machine/recording.ts';
import { indexBuffers } from './indexes.ts';
import type { TraceIndexes } from './indexes.ts';
import {
  arbitraryRecording,
  ARENA,
  ARENA_PAGES,
  FUNCTIONS,
} from './testing/arbitrary-recording.ts';
import { Timeline } from './timeline.ts';
import { Trace } from './trace.ts';

/** As they arrive in another thread: nothing of the thread that made them is left. */
function sent(recording: Recording, checkpointEvery: number): TraceIndexes {
  const trace = new Trace(recording);
  const checkpoints = new Timeline(trace, { checkpointEvery }).packCheckpoints();
  return structuredClone({ ...trace.indexes(), checkpoints });
}

const SIZE = ARENA_PAGES * 4096;

describe('indexes made in another thread', () => {
  it('answer every question as those made here', () => {
    const place = fc.tuple(fc.nat(4200), fc.constantFrom(1, 4, 8, 16), fc.nat());
    fc.assert(
      fc.property(arbitraryRecording, place, (recording, [offset, size, seed]) => {
        const here = new Trace(recording);
        const there = new Trace(recording, sent(recording, 3));
        const address = ARENA + BigInt(offset);
        const step = seed % (here.length + 1);
        expect(there.writes(address, size)).toEqual(here.writes(address, size));
        expect(there.lastWrite(address, size, step)).toEqual(here.lastWrite(address, size, step));
        expect(there.nextWrite(address, size, step)).toEqual(here.nextWrite(address, size, step));
        expect(there.bytesAt(recording.stepLog[step]!, address, size)).toEqual(
          here.bytesAt(recording.stepLog[step]!, address, size),
        );
        for (const name of FUNCTIONS) {
          expect(there.stepsEntering(name)).toEqual(here.stepsEntering(name));
        }
        for (let line = 1; line < 330; line += 7) {
          expect(there.stepsAtLine('mm/test.c', line)).toEqual(here.stepsAtLine('mm/test.c', line));
        }
        expect(there.callRows()).toEqual(here.callRows());
      }),
    );
  });

  it('seek as those made here, forwards and backwards, also from checkpoint to checkpoint', () => {
    const moves = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(arbitraryRecording, moves, fc.integer({ min: 1, max: 9 }), (r, places, every) => {
        const { checkpoints } = sent(r, every);
        const here = new Timeline(new Trace(r));
        const there = new Timeline(new Trace(r), { checkpoints });
        for (const place of places) {
          const position = place % (here.trace.length + 1);
          here.seek(position);
          there.seek(position);
          expect(there.memory.read(ARENA, SIZE)).toEqual(here.memory.read(ARENA, SIZE));
          const other = (place >>> 8) % (here.trace.length + 1);
          expect(there.memoryAt(other).read(ARENA, SIZE)).toEqual(
            here.memoryAt(other).read(ARENA, SIZE),
          );
        }
      }),
    );
  });

  it('travel without being copied', () => {
    const recording = fc.sample(arbitraryRecording, { numRuns: 1, seed: 7 })[0]!;
    const trace = new Trace(recording);
    const checkpoints = new Timeline(trace).packCheckpoints();
    const indexes = { ...trace.indexes(), checkpoints };
    const moved = structuredClone(indexes, { transfer: indexBuffers(indexes) });
    expect(indexes.writes.moments.length).toBe(0);
    expect(indexes.checkpoints.bytes.length).toBe(0);
    expect(new Trace(recording, moved).indexes()).toEqual(new Trace(recording).indexes());
  });
});

describe('the calls by depth', () => {
  it('are all calls, nested and in order', () => {
    fc.assert(
      fc.property(arbitraryRecording, (recording) => {
        const trace = new Trace(recording);
        const { starts, calls } = trace.callRows();
        const { enter, leave, parent, count } = recording.calls;
        expect([...calls].sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, i) => i),
        );
        for (let depth = 0; depth + 1 < starts.length; depth++) {
          let end = 0;
          for (const call of calls.subarray(starts[depth], starts[depth + 1])) {
            expect(enter[call]).toBeGreaterThanOrEqual(end);
            end = leave[call]!;
            const above = calls.subarray(starts[depth - 1] ?? 0, starts[depth]);
            if (depth > 0) expect(above).toContain(parent[call]);
          }
        }
      }),
    );
  });
});
