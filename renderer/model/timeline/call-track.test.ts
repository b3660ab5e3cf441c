import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryRecording } from '../../../core/trace/testing/arbitrary-recording.ts';
import { RecordingBuilder } from '../../../core/trace/testing/recording-builder.ts';
import { Trace } from '../../../core/index.ts';
import { CallTrack } from './call-track.ts';

/** What is drawn: depth, from, to, function, and + where several calls became one band. */
function drawn(track: CallTrack, from: number, to: number, scale: number): string[] {
  const found: string[] = [];
  const { program, recording } = track.trace;
  for (let depth = 0; depth < track.depths; depth++) {
    track.visit(depth, from, to, scale, (a, b, call, merged) => {
      const { name } = program.functions[recording.calls.function[call]!]!;
      found.push(`${depth} ${a}-${b} ${name}${merged ? '+' : ''}`);
    });
  }
  return found;
}

/** `main` calls `f` again and again, and each calls `g`. */
function loop(rounds: number): CallTrack {
  const r = new RecordingBuilder();
  r.fn('main').fn('f', { line: 30 }).fn('g', { line: 60 });
  r.call('main', () => {
    for (let i = 0; i < rounds; i++) {
      r.at(3);
      r.call('f', () => r.call('g', () => r.at(61)));
    }
  });
  return new CallTrack(new Trace(r.finish()));
}

describe('the calls of a run as a timeline draws them', () => {
  it('are all of them where there is room', () => {
    expect(drawn(loop(2), 0, 9, 100)).toEqual([
      '0 0-9 main',
      '1 2-5 f',
      '1 6-9 f',
      '2 3-5 g',
      '2 7-9 g',
    ]);
    expect(drawn(loop(2), 3, 6, 100)).toEqual(['0 0-9 main', '1 2-5 f', '2 3-5 g']);
  });

  it('cost no more than the screen is wide', () => {
    const track = loop(50_000);
    const width = 800;
    const all = drawn(track, 0, track.trace.length, width / track.trace.length);
    expect(all.length).toBeLessThanOrEqual(track.depths * (width / 2 + 2));
    expect(all.filter((text) => text.endsWith('+')).length).toBeGreaterThan(width / 2);
  });

  it('keep their grouping while the picture is moved', () => {
    const track = loop(5000);
    const bands = (from: number) => new Set(drawn(track, from, from + 8000, 0.05));
    const [a, b] = [bands(1000), bands(1003)];
    const lost = [...a].filter((text) => !b.has(text));
    expect(lost.length).toBeLessThanOrEqual(2 * track.depths);
  });

  it('leave nothing out and never overlap, at any zoom', () => {
    const zoom = fc.tuple(
      fc.nat(60),
      fc.integer({ min: 1, max: 80 }),
      fc.constantFrom(0.05, 0.3, 1, 4),
    );
    fc.assert(
      fc.property(arbitraryRecording, zoom, (recording, [start, span, scale]) => {
        const track = new CallTrack(new Trace(recording));
        const { enter, leave, count } = recording.calls;
        const covered: [number, number][][] = [];
        for (let depth = 0; depth < track.depths; depth++) {
          const row: [number, number][] = (covered[depth] = []);
          track.visit(depth, start, start + span, scale, (from, to) => {
            expect(from).toBeGreaterThanOrEqual(row.at(-1)?.[1] ?? 0);
            row.push([from, to]);
          });
        }
        for (let call = 0; call < count; call++) {
          if (leave[call]! <= start || enter[call]! >= start + span) continue;
          const depth = track.trace.depth(enter[call]!);
          expect(covered[depth]!.some(([a, b]) => a <= enter[call]! && b >= leave[call]!)).toBe(
            true,
          );
        }
      }),
    );
  });

  it('are found by depth and step', () => {
    const track = loop(2);
    const name = (depth: number, step: number) => {
      const call = track.callAt(depth, step);
      const { calls } = track.trace.recording;
      return call < 0 ? null : track.trace.program.functions[calls.function[call]!]!.name;
    };
    expect([0, 1, 2, 3].map((depth) => name(depth, 3))).toEqual(['main', 'f', 'g', null]);
    expect(name(1, 5)).toBeNull();
    expect(name(-1, 5)).toBeNull();
  });

  it('need no more room than the deepest of those that are shown', () => {
    const track = loop(2);
    expect([
      track.depthsBetween(0, 9),
      track.depthsBetween(0, 2),
      track.depthsBetween(5, 6),
    ]).toEqual([3, 1, 1]);
    expect(track.depthsBetween(3, 3.5)).toBe(3);
  });

  it('have an outline as deep as the run', () => {
    expect([...loop(2).outline(9)]).toEqual([1, 1, 2, 3, 3, 1, 2, 3, 3]);
    expect([...loop(1000).outline(10)]).toEqual(Array<number>(10).fill(3));
  });
});
