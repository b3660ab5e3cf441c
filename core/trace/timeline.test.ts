import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Memory } from '../machine/memory.ts';
import type { MemoryView } from '../machine/memory.ts';
import type { Recording } from '../machine/recording.ts';
import { Replay } from './replay.ts';
import { arbitraryRecording, ARENA, ARENA_PAGES } from './testing/arbitrary-recording.ts';
import { RecordingBuilder, STACK_BASE } from './testing/recording-builder.ts';
import { Timeline } from './timeline.ts';
import { Trace } from './trace.ts';

const everything = (memory: MemoryView) => [
  memory.read(ARENA - 16n, ARENA_PAGES * 4096 + 32),
  memory.read(STACK_BASE + 0x7e00n, 0x200),
];

function fromZero(trace: Trace, position: number): MemoryView {
  const memory = new Memory(trace.recording.initialPages);
  new Replay(trace.recording, trace.sites, memory).forward(0, position);
  return memory;
}

/** The same moves by the plainest means: a list of own steps and calls, searched linearly. */
function naiveOver({ stepCall, stepStatement, stepCount, calls }: Recording, p: number): number {
  const inside = (call: number, ancestor: number) => {
    for (;;) {
      if (call === ancestor) return true;
      if (call === 0) return false;
      call = calls.parent[call]!;
    }
  };
  if (p >= stepCount) return stepCount;
  for (let s = p + 1; s < stepCount; s++) {
    const same = stepCall[s] === stepCall[p];
    const goesOn = same && stepStatement[s] === (stepStatement[p]! | 0x8000_0000) >>> 0;
    if (goesOn || (!same && inside(stepCall[s]!, stepCall[p]!))) continue;
    return s;
  }
  return stepCount;
}

const PAGE = 0xffff_ea00_0000_0000n;

/** main: 3; 4 calls f (21, 22), goes on, calls g (41), goes on; 5. */
function example() {
  const r = new RecordingBuilder();
  r.fn('main', { line: 1, locals: { x: 0 } });
  r.fn('f', { line: 20, locals: { y: 0 } });
  r.fn('g', { line: 40 });
  r.call('main', () => {
    r.at(3).write('page->flags', PAGE, 1n).local('x', 7n); // 1
    r.at(4); // 2
    r.call('f', () => {
      r.at(21).local('y', 8n); // 4
      r.at(22).write('page->flags', PAGE, 2n); // 5
    });
    r.resume(); // 6
    r.call('g', () => r.at(41).write('page->pgmap', PAGE + 8n, 3n)); // 7, 8
    r.resume().write('page->flags', PAGE, 4n); // 9
    r.at(5).printk('done'); // 10
  });
  return new Timeline(new Trace(r.finish()));
}

describe('Timeline', () => {
  const moves = [
    // from, in, over, out, back in, back over, back out
    [0, 1, 1, 11, 0, 0, 0],
    [1, 2, 2, 11, 0, 0, 0],
    [2, 3, 10, 11, 1, 1, 0],
    [3, 4, 4, 6, 2, 2, 2],
    [4, 5, 5, 6, 3, 3, 2],
    [5, 6, 6, 6, 4, 4, 2],
    [6, 7, 10, 11, 5, 2, 0],
    [7, 8, 8, 9, 6, 6, 6],
    [8, 9, 9, 9, 7, 7, 6],
    [9, 10, 10, 11, 8, 2, 0],
    [10, 11, 11, 11, 9, 2, 0],
    [11, 11, 11, 11, 10, 10, 0],
  ];

  it.each(moves)('from %i goes in %i, over %i, out %i; back in %i, over %i, out %i', (...row) => {
    const [from, ...expected] = row;
    const timeline = example();
    const commands = [
      'stepIn',
      'stepOver',
      'stepOut',
      'stepBackIn',
      'stepBackOver',
      'stepBackOut',
    ] as const;
    const found = commands.map((command) => {
      timeline.seek(from!);
      timeline[command]();
      return timeline.position;
    });
    expect(found).toEqual(expected);
  });

  it('shows memory as it is at the cursor', () => {
    const timeline = example();
    expect(timeline.memory.readUint(PAGE, 8)).toBe(0n);
    timeline.seek(6);
    expect(timeline.memory.readUint(PAGE, 8)).toBe(2n);
    timeline.stepBackIn();
    expect(timeline.memory.readUint(PAGE, 8)).toBe(1n);
    timeline.runToEnd();
    expect(timeline.memory.readUint(PAGE, 8)).toBe(4n);
    expect(timeline.memoryAt(2).readUint(PAGE, 8)).toBe(1n);
    timeline.runToStart();
    expect(timeline.memory.readUint(PAGE, 8)).toBe(0n);
  });

  it('tells what the step just executed changed', () => {
    const timeline = example();
    expect(timeline.changed()).toEqual([]);
    timeline.seek(2);
    expect(timeline.changed().map((write) => [write.site.text, write.after[0]])).toEqual([
      ['page->flags', 1],
      ['x', 7],
    ]);
  });

  it('runs to writes, functions and lines, both ways', () => {
    const timeline = example();
    const visited: number[] = [];
    while (timeline.runToWrite(PAGE, 8, 1)) visited.push(timeline.position);
    expect(visited).toEqual([2, 6, 10]);
    visited.length = 0;
    timeline.runToEnd();
    while (timeline.runToWrite(PAGE, 8, -1)) visited.push(timeline.position);
    expect(visited).toEqual([9, 5, 1]);
    expect(timeline.position).toBe(1);
    expect(timeline.runToFunction('g', 1)).toBe(true);
    expect(timeline.position).toBe(7);
    expect(timeline.runToFunction('g', 1)).toBe(false);
    expect(timeline.runToFunction('f', -1)).toBe(true);
    expect(timeline.position).toBe(3);
    expect(timeline.runToLine('mm/test.c', 5, 1)).toBe(true);
    expect(timeline.position).toBe(10);
    expect(timeline.runToLine('mm/test.c', 4, -1)).toBe(true);
    expect(timeline.position).toBe(2);
    expect(timeline.runToLine('mm/other.c', 4, -1)).toBe(false);
  });

  it('refuses positions that are not there', () => {
    const timeline = example();
    for (const position of [-1, 12, 1.5, NaN]) {
      expect(() => timeline.seek(position)).toThrow(RangeError);
      expect(() => timeline.memoryAt(position)).toThrow(RangeError);
    }
    expect(timeline.position).toBe(0);
  });

  it('has the memory of a replay from zero after any random walk', () => {
    const move = fc.oneof(
      fc.constantFrom(
        'stepIn' as const,
        'stepOver' as const,
        'stepOut' as const,
        'stepBackIn' as const,
        'stepBackOver' as const,
        'stepBackOut' as const,
        'runToEnd' as const,
        'runToStart' as const,
      ),
      fc.record({ seek: fc.nat() }),
      fc.record({ write: fc.nat(60), direction: fc.constantFrom(1 as const, -1 as const) }),
    );
    fc.assert(
      fc.property(
        arbitraryRecording,
        fc.array(move, { maxLength: 15 }),
        fc.integer({ min: 1, max: 5 }),
        (recording, walk, checkpointEvery) => {
          const trace = new Trace(recording);
          const timeline = new Timeline(trace, { checkpointEvery });
          const views: { position: number; view: MemoryView }[] = [];
          for (const step of walk) {
            if (typeof step === 'string') timeline[step]();
            else if ('seek' in step) timeline.seek(step.seek % (trace.length + 1));
            else timeline.runToWrite(ARENA + BigInt(step.write), 3, step.direction);
            const { position } = timeline;
            const expected = everything(fromZero(trace, position));
            expect(everything(timeline.memory)).toEqual(expected);
            views.push({ position, view: timeline.memoryAt(position) });
            const other = (position * 7 + 3) % (trace.length + 1);
            views.push({ position: other, view: timeline.memoryAt(other) });
          }
          // Views stay as they were, whatever the cursor did since.
          for (const { position, view } of views) {
            expect(everything(view)).toEqual(everything(fromZero(trace, position)));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('steps over as a linear search says, and back over undoes it', () => {
    fc.assert(
      fc.property(arbitraryRecording, (recording) => {
        const timeline = new Timeline(new Trace(recording));
        const { stepCall, stepStatement, stepCount, calls } = recording;
        const over = Array.from({ length: stepCount }, (_, p) => naiveOver(recording, p));
        for (let p = 0; p < stepCount; p++) {
          timeline.seek(p);
          timeline.stepOver();
          expect(timeline.position).toBe(over[p]);
        }
        for (let p = 1; p <= stepCount; p++) {
          timeline.seek(p);
          timeline.stepBackOver();
          const back = timeline.position;
          expect(back).toBeLessThan(p);
          const call = stepCall[Math.min(p, stepCount - 1)]!;
          // The first own step from which stepping over leads here; in mid-statement, the first of
          // this statement's run; and at the first step of a call its call site.
          const candidates = [];
          for (let q = 0; q < p; q++) {
            const middle =
              p < stepCount &&
              over[q] === over[p] &&
              stepStatement[p]! >= 0x8000_0000 &&
              stepStatement[q]! % 0x8000_0000 === stepStatement[p]! % 0x8000_0000;
            if (stepCall[q] === call && (over[q] === p || middle)) candidates.push(q);
          }
          if (candidates.length > 0) expect(back).toBe(candidates[0]);
          else {
            expect(calls.enter[call]).toBe(p);
            expect(stepCall[back]).toBe(calls.parent[call]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is back where it was after over and back over, at starts of statements', () => {
    fc.assert(
      fc.property(arbitraryRecording, fc.nat(), (recording, seed) => {
        const timeline = new Timeline(new Trace(recording));
        const p = seed % recording.stepCount;
        timeline.seek(p);
        if (recording.stepStatement[p]! >= 0x8000_0000) return;
        timeline.stepOver();
        const end = Math.min(timeline.position, recording.stepCount - 1);
        if (recording.stepCall[end] !== recording.stepCall[p]) return;
        timeline.stepBackOver();
        expect(timeline.position).toBe(p);
      }),
    );
  });

  it('comes from out of a call back to its call site', () => {
    fc.assert(
      fc.property(arbitraryRecording, (recording) => {
        const timeline = new Timeline(new Trace(recording));
        const { calls, stepCall } = recording;
        for (let p = 0; p < recording.stepCount; p++) {
          timeline.seek(p);
          timeline.stepBackOut();
          const call = stepCall[p]!;
          if (call === 0) expect(timeline.position).toBe(0);
          else {
            expect(stepCall[timeline.position]).toBe(calls.parent[call]);
            expect(timeline.position).toBeLessThan(calls.enter[call]!);
          }
          timeline.seek(p);
          timeline.stepOut();
          expect(timeline.position).toBe(calls.leave[call]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
