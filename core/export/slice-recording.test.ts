import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timeline, Trace } from '../trace/index.ts';
import { ARENA, ARENA_PAGES, arbitraryRecording } from '../trace/testing/arbitrary-recording.ts';
import { freezeRecording, thawRecording } from './frozen-recording.ts';
import { sliceRecording } from './slice-recording.ts';

const SIZE = ARENA_PAGES * 4096;

describe('a part of a run', () => {
  it('has the bytes, the stacks and the accesses of the whole one at every step', () => {
    fc.assert(
      fc.property(arbitraryRecording, fc.nat(), fc.nat(), (recording, a, b) => {
        const { stepCount } = recording;
        fc.pre(stepCount > 0);
        const from = a % stepCount;
        const to = from + 1 + (b % (stepCount - from));
        const whole = new Trace(recording);
        const timeline = new Timeline(whole);
        const part = new Trace(thawRecording(freezeRecording(sliceRecording(timeline, from, to))));
        const shift = part.length - (to - from);
        const partial = new Timeline(part);
        const frames = (trace: Trace, step: number) =>
          trace
            .callStack(step)
            .map(({ functionName, line, frameBase }) => [functionName, line, frameBase]);
        for (let step = from; step < to; step++) {
          const there = step - from + shift;
          expect(frames(part, there)).toEqual(frames(whole, step));
          expect(part.depth(there)).toBe(whole.depth(step));
          const values = (trace: Trace, at: number) =>
            trace
              .accesses(at)
              .map(({ site, address, before, after }) => [site.text, address, before, after]);
          // The first step of all also has the aliases that were there before.
          if (there > 0) expect(values(part, there)).toEqual(values(whole, step));
          expect(partial.memoryAt(there + 1).read(ARENA, SIZE)).toEqual(
            timeline.memoryAt(step + 1).read(ARENA, SIZE),
          );
        }
        partial.seek(part.length);
        partial.seek(Math.min(shift + 1, part.length));
        const first = Math.min(from + 1, to);
        expect(partial.memory.read(ARENA, SIZE)).toEqual(
          timeline.memoryAt(first).read(ARENA, SIZE),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is refused where there are no such steps', () => {
    const [recording] = fc.sample(arbitraryRecording, { numRuns: 1, seed: 3 });
    const timeline = new Timeline(new Trace(recording!));
    const count = recording!.stepCount;
    expect(() => sliceRecording(timeline, 0, count + 1)).toThrow(`the run has ${count}`);
    expect(() => sliceRecording(timeline, 1, 1)).toThrow('there are no steps 1 to 0');
  });
});
