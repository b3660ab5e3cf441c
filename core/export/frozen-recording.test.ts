import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runText } from '../machine/testing/run-text.ts';
import { Timeline, Trace } from '../trace/index.ts';
import { ARENA, ARENA_PAGES, arbitraryRecording } from '../trace/testing/arbitrary-recording.ts';
import { freezeRecording, thawRecording } from './frozen-recording.ts';

it('any recording comes back with every column and every byte', () => {
  fc.assert(
    fc.property(arbitraryRecording, fc.nat(), (recording, at) => {
      const back = thawRecording(freezeRecording(recording));
      const { program: _before, ...columns } = recording;
      const { program: _after, ...again } = back;
      expect(again).toEqual(columns);
      const position = at % (recording.stepCount + 1);
      const memory = (run: typeof recording) =>
        new Timeline(new Trace(run)).memoryAt(position).read(ARENA, ARENA_PAGES * 4096);
      expect(memory(back)).toEqual(memory(recording));
    }),
    { numRuns: 50 },
  );
});

it('a real program comes back with its debug information', () => {
  const { recording } = runText(
    'struct pair { int a, b; } pair;\nint main(void) { pair.b = 7; return pair.b; }\n',
  );
  const back = thawRecording(freezeRecording(recording));
  expect(back.program.records.get('struct pair')?.members.map(({ name }) => name)).toEqual([
    'a',
    'b',
  ]);
  expect(back.program.statements).toEqual(recording.program.statements);
  const { address } = back.program.globals.find(({ name }) => name === 'pair')!;
  const write = new Trace(back).writes(address, 8).at(-1)!;
  expect(write.site.member?.path).toEqual(['b']);
  expect(back.outcome).toEqual({ kind: 'finished', exitCode: 7 });
});

it('refuses data of another version', () => {
  const { recording } = runText('int main(void) { return 0; }\n');
  const frozen = freezeRecording(recording);
  const json = frozen.json.replace('folioscope-recording-1', 'folioscope-recording-9');
  expect(() => thawRecording({ ...frozen, json })).toThrow('of another version of Folioscope');
});
