import { describe, expect, it } from 'vitest';
import { Timeline } from '../trace/index.ts';
import { recordScenario, recordShipped } from '../truth/testing/recorded.ts';
import {
  codeKind,
  codeLetter,
  codeRole,
  codeText,
  FRAME_CODES,
  FRAME_KINDS,
  FrameScanner,
} from './frame-kind.ts';
import { frameRanges } from './frame-ranges.ts';
import { pageKind } from './page-kind.ts';
import { pageAddress, pfnAt } from './vmemmap.ts';

describe('kinds of frames', () => {
  it('have letters and names of their own, and fit in a byte', () => {
    const letters = [...FRAME_KINDS.map(({ letter }) => letter), 'H', 't'];
    expect(new Set(letters).size).toBe(letters.length);
    expect(new Set(FRAME_KINDS.map(({ id }) => id)).size).toBe(FRAME_KINDS.length);
    expect(FRAME_CODES).toBeLessThanOrEqual(256);
  });

  it('of a compound device map are those that pageKind() reads, frame by frame', () => {
    const trace = recordShipped('before');
    const timeline = new Timeline(trace);
    for (const event of trace.recording.events) {
      if (event.kind !== 'pages') continue;
      timeline.seek(event.step + 1);
      const first = pfnAt(trace.program, event.address)!;
      const codes = new FrameScanner(trace.program, timeline.memory).scan(first, event.count);
      codes.forEach((code, index) => {
        const address = pageAddress(trace.program, first + BigInt(index));
        expect(codeRole(code)).toBe(pageKind(trace.program, timeline.memory, address).role);
        expect(codeKind(code).id).toMatch(/^device-(generic|private)/);
      });
    }
  });

  it('tell poison from frames in use', () => {
    const trace = recordScenario('device-private-round-trip', 'v9');
    const timeline = new Timeline(trace);
    timeline.seek(trace.stepsEntering('main')[0]!);
    const scanner = new FrameScanner(trace.program, timeline.memory);
    const kinds = new Map<string, number>();
    for (const { first, count } of frameRanges(trace, timeline.position)) {
      for (const code of scanner.scan(first, count)) {
        kinds.set(codeKind(code).id, (kinds.get(codeKind(code).id) ?? 0) + 1);
      }
    }
    expect(kinds.get('zero-page')).toBe(1);
    expect(kinds.get('device-private-free')).toBe(1024);
    expect(kinds.get('anon')).toBeGreaterThan(0);
    expect(kinds.get('free')).toBeGreaterThan(30);
    expect(kinds.get('poison')).toBeGreaterThan(65_000);
  });

  it('are told in words', () => {
    const head = FRAME_KINDS.findIndex(({ id }) => id === 'device-generic') + 64;
    expect(codeText(head)).toBe('head of a folio, generic device memory');
    expect([codeLetter(head), codeLetter(head + 64), codeLetter(head - 64)]).toEqual([
      'H',
      't',
      'G',
    ]);
  });
});
