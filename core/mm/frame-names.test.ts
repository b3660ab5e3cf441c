import { describe, expect, it } from 'vitest';
import { readCapture, recordScenario } from '../truth/testing/recorded.ts';
import { findUserMoments } from '../truth/user-moments.ts';
import { frameRanges } from './frame-ranges.ts';
import { codeKind, FrameScanner } from './frame-kind.ts';
import { namedFrames, watches } from './frame-names.ts';
import { Timeline } from '../trace/index.ts';

describe('names of watched frames', () => {
  const trace = recordScenario('device-private-round-trip', 'v9');

  it('are those that the capture of a real kernel uses, at every captured moment', () => {
    const capture = readCapture('after', 'S3');
    const { found } = findUserMoments(trace, capture);
    expect(found.length).toBe(98);
    let checked = 0;
    for (const { event, position } of found) {
      const names = new Set(namedFrames(trace, position).map(({ name }) => name));
      for (const page of event.pages) {
        if (page.stale) continue;
        expect(names, `${event.at} at ${position}`).toContain(page.role);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(700);
  });

  it('give each frame one name at a time', () => {
    const [watch] = watches(trace);
    for (let position = watch!.from; position < watch!.until; position += 50) {
      const frames = namedFrames(trace, position);
      expect(new Set(frames.map(({ pfn }) => pfn)).size).toBe(frames.length);
    }
    expect(namedFrames(trace, watch!.until)).toEqual([]);
    expect(namedFrames(trace, 0)).toEqual([]);
  });

  it('name what the frames in fact are', () => {
    const [watch] = watches(trace);
    const timeline = new Timeline(trace);
    const kind = (position: number, name: string) => {
      timeline.seek(position);
      const frame = namedFrames(trace, position).find((one) => one.name === name);
      const scanner = new FrameScanner(trace.program, timeline.memory);
      return codeKind(scanner.scan(frame?.pfn ?? 0n, 1)[0]!).id;
    };
    expect(kind(watch!.from, 'src0')).toBe('anon');
    expect(kind(watch!.from, 'dev0')).toBe('device-private-free');
    const mark = trace.recording.events.find(
      (event) => event.kind === 'mark' && event.text.startsWith('after HMM_DMIRROR_MIGRATE_TO_DEV'),
    );
    expect(kind(mark!.step, 'dev0')).toBe('device-private');
    expect(kind(mark!.step, 'backing0')).toBe('kernel');
    // Freed, and somebody else's by now.
    expect(namedFrames(trace, mark!.step).map(({ name }) => name)).not.toContain('src1');
  });
});

describe('frameRanges', () => {
  const trace = recordScenario('device-private-round-trip', 'v9');

  it('are all struct pages that are mapped, and no others', () => {
    expect(frameRanges(trace, 0)).toEqual([]);
    const ranges = frameRanges(trace, trace.length);
    expect(ranges.map(({ count }) => count)).toEqual([65536, 512, 512]);
  });
});
