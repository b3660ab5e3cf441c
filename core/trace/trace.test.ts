import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Memory, pageOf } from '../machine/memory.ts';
import { MAP_ENTRY } from '../machine/recording.ts';
import { decodeAccess } from './accesses.ts';
import { Replay } from './replay.ts';
import { arbitraryRecording, ARENA } from './testing/arbitrary-recording.ts';
import { RecordingBuilder, STACK_BASE } from './testing/recording-builder.ts';
import { Trace } from './trace.ts';

const PAGE = 0xffff_ea00_0000_0000n;

/** Walks the whole log with a memory beside it; `visit` runs before each entry is executed. */
function scan(trace: Trace, visit: (at: number, step: number, memory: Memory) => void): Memory {
  const memory = new Memory(trace.recording.initialPages);
  const replay = new Replay(trace.recording, trace.sites, memory);
  const { stepLog } = trace.recording;
  for (let step = 0; step < trace.length; step++) {
    for (let at = stepLog[step]!; at < stepLog[step + 1]!;) {
      visit(at, step, memory);
      at = replay.execute(at);
    }
  }
  return memory;
}

/** Storage (page and offset) of each byte of a range. */
function storage(memory: Memory, address: bigint, size: number): string[] {
  return Array.from({ length: size }, (_, i) => {
    const byte = BigInt.asUintN(64, address + BigInt(i));
    return `${memory.resolve(pageOf(byte))}:${byte & 0xfffn}`;
  });
}

/** Every write and read with the storage bytes it touched and those the range had just then. */
function naiveAccesses(trace: Trace, address: bigint, size: number) {
  const found: {
    at: number;
    step: number;
    write: boolean;
    touched: Set<string>;
    range: string[];
  }[] = [];
  const ranges: { from: number; range: string[] }[] = [];
  const end = scan(trace, (at, step, memory) => {
    const range = storage(memory, address, size);
    ranges.push({ from: at, range });
    if (trace.recording.log[at] === MAP_ENTRY) return;
    const access = decodeAccess(trace.recording, trace.sites, at);
    const touched = new Set(storage(memory, access.address, access.size));
    found.push({ at, step, write: access.kind === 'write', touched, range });
  });
  ranges.push({ from: trace.recording.log.length, range: storage(end, address, size) });
  return { found, ranges };
}

const range = fc.tuple(
  fc.oneof(fc.nat(48), fc.integer({ min: 4070, max: 4115 })),
  fc.integer({ min: 1, max: 20 }),
);

describe('Trace', () => {
  it('answers who wrote, as a naive scan of the log does', () => {
    fc.assert(
      fc.property(arbitraryRecording, range, fc.nat(), (recording, [offset, size], seed) => {
        const trace = new Trace(recording);
        const address = ARENA + BigInt(offset);
        const { found, ranges } = naiveAccesses(trace, address, size);
        const meets = (one: (typeof found)[number], bytes: string[]) =>
          bytes.some((byte) => one.touched.has(byte));
        const writes = found.filter((one) => one.write);
        const seen = new Set(writes.filter((one) => meets(one, one.range)));
        // what new storage of a byte held when the byte got it was written before
        ranges.slice(1).forEach(({ from, range }, k) => {
          range.forEach((byte, i) => {
            if (byte === ranges[k]!.range[i]) return;
            const last = writes.findLast((one) => one.at < from && one.touched.has(byte));
            if (last) seen.add(last);
          });
        });
        expect(trace.writes(address, size).map((one) => one.moment)).toEqual(
          writes.filter((one) => seen.has(one)).map((one) => one.at),
        );
        expect(trace.reads(address, size).map((one) => [one.moment, one.step])).toEqual(
          found
            .filter((one) => !one.write && meets(one, one.range))
            .map((one) => [one.at, one.step]),
        );

        const step = (seed % (trace.length + 1)) - 1;
        const moment = recording.stepLog[step + 1]!;
        const now = ranges.find(({ from }) => from >= moment)!.range;
        expect(trace.lastWrite(address, size, step)?.moment).toBe(
          writes.findLast((one) => one.step <= step && meets(one, now))?.at,
        );
        expect(trace.nextWrite(address, size, step)?.moment).toBe(
          writes.find((one) => one.step > step && meets(one, one.range))?.at,
        );
        expect(trace.previousWrite(address, size, step + 1)?.moment).toBe(
          writes.findLast((one) => one.step < step + 1 && meets(one, one.range))?.at,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('knows the bytes of any past moment', () => {
    fc.assert(
      fc.property(arbitraryRecording, range, (recording, [offset, size]) => {
        const trace = new Trace(recording);
        scan(trace, (at, _step, memory) => {
          const address = ARENA + BigInt(offset);
          expect(trace.bytesAt(at, address, size)).toEqual(memory.read(address, size));
          if (recording.log[at] === MAP_ENTRY) return;
          const access = decodeAccess(recording, trace.sites, at);
          const value = memory.read(access.address, access.size);
          expect(trace.readValue(access)).toEqual(value);
          if (access.kind === 'write') expect(access.before).toEqual(value);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('sees one storage through two names', () => {
    const r = new RecordingBuilder().fn('main');
    const [first, second] = [PAGE, PAGE + 4096n];
    r.call('main', () => {
      r.at(2).write('a', first, 1n); // 1
      r.at(3).write('b', second, 2n); // 2
      r.at(4).map(pageOf(second), pageOf(first)); // 3
      r.at(5).write('b', second, 3n); // 4
      r.at(6).read('a', first); // 5
    });
    const trace = new Trace(r.finish());
    const steps = (address: bigint) => trace.writes(address, 8).map((write) => write.step);
    expect(steps(first)).toEqual([1, 4]);
    // Step 1 shows through `second` from step 3 on.
    expect(steps(second)).toEqual([1, 2, 4]);
    expect(trace.lastWrite(second, 8, 2)?.step).toBe(2);
    expect(trace.lastWrite(second, 8, 3)?.step).toBe(1);
    expect(trace.lastWrite(first, 8, 5)?.step).toBe(4);
    expect(trace.previousWrite(second, 8, 4)?.step).toBe(2);
    expect(trace.reads(second, 8).map((read) => read.step)).toEqual([5]);
    expect(trace.readValue(trace.accesses(5)[0]!)[0]).toBe(3);
  });

  it('describes steps, calls and accesses', () => {
    const r = new RecordingBuilder().fn('main', { locals: { x: 0 } }).fn('f', { line: 20 });
    r.call('main', () => {
      r.at(2, { column: 5 }).local('x', 0x1234n).printk('one');
      r.call('f', () =>
        r
          .at(21)
          .read('struct page: lru.next', PAGE + 8n)
          .printk('two'),
      );
      r.resume().mark('three');
    });
    const trace = new Trace(r.finish());
    expect(trace.step(1)).toMatchObject({ line: 2, column: 5, resumed: false, depth: 0 });
    expect(trace.step(4)).toMatchObject({ line: 2, resumed: true, functionName: 'main' });
    expect(trace.depth(3)).toBe(1);
    const [write] = trace.accesses(1);
    expect(write).toMatchObject({ kind: 'write', address: STACK_BASE + 0x7ff0n, size: 8 });
    expect([...write!.after!]).toEqual([0x34, 0x12, 0, 0, 0, 0, 0, 0]);
    expect(trace.accesses(3)[0]!.site.member?.path).toEqual(['lru', 'next']);
    expect(trace.callStack(3).map((frame) => [frame.functionName, frame.line, frame.step])).toEqual(
      [
        ['f', 21, 3],
        ['main', 2, 1],
      ],
    );
    expect(trace.callStack(trace.length)).toEqual([]);
    expect(trace.events(3)).toEqual([{ kind: 'printk', step: 3, level: 6, text: 'two' }]);
    expect(trace.eventsUpTo(3)).toHaveLength(2);
    expect(trace.events(2)).toEqual([]);
    expect(trace.stepsAtLine('mm/test.c', 2)).toEqual([1]);
    expect(trace.stepsEntering('f')).toEqual([2]);
    expect(() => trace.step(5)).toThrow(/no step 5/);
    expect(() => trace.accesses(-1)).toThrow(RangeError);
  });

  it('shows the frames that an oops stopped in', () => {
    const r = new RecordingBuilder().fn('main').fn('f', { line: 20 });
    let recording;
    r.call('main', () => {
      r.at(2);
      r.call('f', () => {
        r.at(21);
        recording = r.oops('BUG: kernel NULL pointer dereference, address: 0x8', 8n);
      });
    });
    const trace = new Trace(recording!);
    const names = trace.callStack(trace.length).map((frame) => frame.functionName);
    expect(names).toEqual(['f', 'main']);
    expect(recording!.calls.leave[1]).toBe(trace.length);
  });

  it('refuses a recording whose columns do not fit', () => {
    const r = new RecordingBuilder().fn('main');
    r.call('main', () => r.at(2));
    const recording = r.finish();
    expect(() => new Trace({ ...recording, stepCall: new Uint32Array(1) })).toThrow(/damaged/);
    const log = Uint32Array.of(99, 0, 0);
    const stepLog = Uint32Array.of(0, 0, 3);
    expect(() => new Trace({ ...recording, log, stepLog }).accesses(1)).toThrow(/access site 99/);
  });
});
