import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryRecording, perform, plans } from '../testing/arbitrary-recording.ts';
import type { Plan } from '../testing/arbitrary-recording.ts';
import { RecordingBuilder, STACK_BASE } from '../testing/recording-builder.ts';
import { Trace } from '../trace.ts';
import { align } from './align.ts';
import type { LineMap } from './lines.ts';

const PAGE = 0xffff_ea00_0000_0000n;
const HEAD_OR_1 = 0xffff_ea03_f360_0001n;
const PGMAP = 0xffff_8880_05d1_1540n;

const same: LineMap = { toRight: (_file, line) => line, toLeft: (_file, line) => line };

/** The right side has `added` lines more after line `after`, and these lines replaced. */
function shifted(after: number, added: number, replaced: number[] = []): LineMap {
  return {
    toRight: (_file, line) => (replaced.includes(line) ? null : line > after ? line + added : line),
    toLeft: (_file, line) => {
      if (line > after && line <= after + added) return null;
      const back = line > after ? line - added : line;
      return replaced.includes(back) ? null : back;
    },
  };
}

type Body = (r: RecordingBuilder) => void;

/** A recording of main() at line 1, f() at line 20, page_pgmap() at line 40. */
function record(body: Body, prepare: Body = () => undefined) {
  const r = new RecordingBuilder();
  r.fn('main', { line: 1, locals: { x: 0 } }).fn('f', { line: 20, locals: { y: 0 } });
  prepare(r);
  r.call('main', () => body(r));
  return new Trace(r.finish());
}

const kinds = (left: Trace, right: Trace, lines = same) =>
  align(left, right, lines).differences.map(({ kind, left, right }) => [kind, left, right]);
const texts = (left: Trace, right: Trace, lines = same) =>
  align(left, right, lines).differences.map((difference) => difference.text);

const withAccessor: Body = (r) => r.fn('page_pgmap', { line: 40, locals: { page: 0 } });

describe('align', () => {
  it('finds the reading that an accessor changed', () => {
    const left = record((r) => {
      r.at(3).write('struct page: compound_head', PAGE + 8n, HEAD_OR_1);
      r.at(4)
        .read('struct page: pgmap', PAGE + 8n)
        .local('x', HEAD_OR_1);
      r.at(5);
    });
    const right = record((r) => {
      r.at(3).write('struct page: compound_head', PAGE + 8n, HEAD_OR_1);
      r.at(4);
      r.call('page_pgmap', () => {
        r.at(41).read('struct page: compound_head', PAGE + 8n);
        r.at(42).read('struct folio: pgmap', PAGE - 56n);
      });
      r.resume().local('x', 0n);
      r.at(5);
    }, withAccessor);
    const { differences, first, toRight, toLeft } = align(left, right, shifted(99, 0, [4]));
    expect(differences.map((one) => one.kind)).toEqual(['reading', 'flow']);
    expect(first).toMatchObject({ kind: 'reading', left: 2, right: 2 });
    expect(first!.text).toBe(
      `struct page.pgmap reads 0x${HEAD_OR_1.toString(16)}, struct folio.pgmap reads 0x0`,
    );
    expect(differences[1]!.text).toBe('page_pgmap() runs on the right only, called at mm/test.c:4');
    expect([0, 1, 2, 3, 4].map(toRight)).toEqual([0, 1, 2, 7, 8]);
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(toLeft)).toEqual([0, 1, 2, 2, 2, 2, 2, 3, 4]);
    expect(() => toRight(5)).toThrow(RangeError);
  });

  it('is quiet where the accessor reads the same', () => {
    const prepare = (r: RecordingBuilder) => r.at(3).write('struct page: pgmap', PAGE + 8n, PGMAP);
    const left = record((r) => {
      prepare(r)
        .at(4)
        .read('struct page: pgmap', PAGE + 8n);
    });
    const right = record((r) => {
      prepare(r).at(4);
      r.call('page_pgmap', () => r.at(41).read('struct folio: pgmap', PAGE + 8n));
      r.resume();
    }, withAccessor);
    expect(kinds(left, right, shifted(99, 0, [4]))).toEqual([['flow', 2, 3]]);
  });

  it('sees no difference where a patch only moves lines', () => {
    const body = (shift: number) => (r: RecordingBuilder) => {
      r.at(3).local('x', 1n);
      r.at(5 + shift).write('struct page: flags', PAGE, 1n);
      r.at(6 + shift).read('struct page: flags', PAGE);
    };
    const [left, right] = [record(body(0)), record(body(4))];
    expect(kinds(left, right, shifted(3, 4))).toEqual([]);
    expect(kinds(left, right, same)).not.toEqual([]);
  });

  it('tells of statements that only one side runs', () => {
    const turn = (r: RecordingBuilder, extra: boolean) => {
      r.at(3);
      if (extra) r.at(4).local('x', 1n);
      r.at(5);
    };
    const left = record((r) => [0, 1, 2].forEach((i) => turn(r, i === 1)));
    const right = record((r) => [0, 1, 2].forEach((i) => turn(r, i === 2)));
    expect(kinds(left, right)).toEqual([
      ['flow', 4, 4],
      ['flow', 7, 6],
    ]);
    expect(texts(left, right)[0]).toBe('mm/test.c:4 in main() runs on the left only');
    const other = record((r) => {
      r.at(3);
      r.at(6);
      r.at(5);
    });
    const branch = record((r) => turn(r, true));
    expect(texts(branch, other)).toEqual([
      'left goes on at mm/test.c:4 in main(), right at mm/test.c:6 in main()',
    ]);
  });

  it('compares the bytes that steps leave, but not the stack', () => {
    const body = (value: bigint) => (r: RecordingBuilder) => {
      r.at(3).write('struct page: flags', PAGE, value).local('x', value);
      r.at(4).write('*p', STACK_BASE + 0x7ff0n, value);
      r.at(5).blockWrite('*page', PAGE + 64n, Uint8Array.of(1, Number(value), 3));
    };
    const found = align(record(body(1n)), record(body(2n)), same);
    expect(found.differences.map((one) => [one.kind, one.left])).toEqual([
      ['bytes', 1],
      ['bytes', 3],
    ]);
    expect(found.first!.text).toBe(
      'struct page.flags at 0xffffea0000000000 holds 0x1 left, 0x2 right',
    );
  });

  it('minds a one-sided write only if it shows in the end', () => {
    const left = record((r) => {
      r.at(3).write('struct page: index', PAGE + 16n, 5n);
      r.at(4);
      r.at(6).write('struct page: private', PAGE + 24n, 1n);
    });
    const movedDown = record((r) => {
      r.at(4);
      r.at(5).write('struct page: index', PAGE + 16n, 5n);
      r.at(6).write('struct page: private', PAGE + 24n, 1n);
    });
    expect(kinds(left, movedDown).map(([kind]) => kind)).toEqual(['flow', 'flow']);
    const gone = record((r) => {
      r.at(4);
      r.at(6).write('struct page: private', PAGE + 24n, 1n);
    });
    expect(kinds(left, gone)).toEqual([
      ['bytes', 1, 1],
      ['flow', 1, 1],
    ]);
    expect(texts(left, gone)[0]).toMatch(/^struct page.index is written on the left only: .*0x5/);
  });

  it('blames the last writer, not a one-sided write before it', () => {
    const body = (lone: boolean, value: bigint) => (r: RecordingBuilder) => {
      if (lone) r.at(3).write('struct page: index', PAGE + 16n, 5n);
      r.at(4).write('struct page: index', PAGE + 16n, value);
    };
    expect(kinds(record(body(true, 6n)), record(body(false, 7n)))).toEqual([
      ['flow', 1, 1],
      ['bytes', 2, 1],
    ]);
  });

  it('takes a changed statement as a whole: what it writes after a call it newly makes', () => {
    const left = record((r) => {
      r.at(4).write('struct page: private', PAGE + 24n, 1n);
    });
    const right = (value: bigint) =>
      record((r) => {
        r.at(4);
        r.call('page_pgmap', () => r.at(41));
        r.resume().write('struct page: private', PAGE + 24n, value);
      }, withAccessor);
    const changed = shifted(99, 0, [4]);
    expect(kinds(left, right(1n), changed)).toEqual([['flow', 1, 2]]);
    expect(kinds(left, right(2n), changed)).toEqual([
      ['bytes', 1, 1],
      ['flow', 1, 2],
    ]);
  });

  it('compares lab_value readings', () => {
    const body = (value: bigint) => (r: RecordingBuilder) => {
      r.at(3).value('pgmap', 1n).value('owner', value);
    };
    expect(texts(record(body(7n)), record(body(8n)))).toEqual([
      'lab_value "owner" is 0x7 left, 0x8 right',
    ]);
    expect(kinds(record(body(7n)), record(body(7n)))).toEqual([]);
  });

  it('says where the same member is read somewhere else', () => {
    const body = (page: bigint) => (r: RecordingBuilder) => {
      r.at(3).read('struct page: flags', page);
    };
    expect(texts(record(body(PAGE)), record(body(PAGE + 64n)))).toEqual([
      'struct page.flags is read at 0xffffea0000000000 left, 0xffffea0000000040 right',
    ]);
  });

  it('follows functions and variables that moved, and a renamed function', () => {
    const build = (extra: boolean, name: string) => {
      const r = new RecordingBuilder();
      if (extra) r.fn('added', { line: 60 });
      r.fn('main', { line: 1 }).fn(name, { line: 20 });
      const base = 0xffff_ffff_8200_0000n + (extra ? 8n : 0n);
      r.global('counter', base);
      const callback = 0xffff_ffff_8100_0000n + (extra ? 128n : 64n);
      r.call('main', () => {
        r.at(3).write('counter', base, 1n).write('struct dev_pagemap: ops', PAGE, callback);
        r.at(4).read('struct dev_pagemap: ops', PAGE).read('counter', base);
        r.call(name, () => r.at(21).write('struct page: flags', PAGE + 8n, base));
        r.resume();
      });
      return new Trace(r.finish());
    };
    expect(kinds(build(false, 'f'), build(true, 'renamed'))).toEqual([]);
  });

  it('meets again inside a function that a patch wrapped around a call', () => {
    const inner = (r: RecordingBuilder) =>
      r.call('f', () => r.at(21).write('struct page: flags', PAGE, 1n));
    const left = record((r) => {
      r.at(3);
      inner(r);
      r.resume();
    });
    const right = record((r) => {
      r.at(3);
      r.call('page_pgmap', () => {
        r.at(41);
        inner(r);
        r.resume();
      });
      r.resume();
    }, withAccessor);
    const found = align(left, right, same);
    expect(found.differences.map((one) => one.kind)).toEqual(['flow']);
    expect(found.toRight(left.stepsEntering('f')[0]!)).toBe(right.stepsEntering('f')[0]!);
  });

  it('ends where one side stops', () => {
    const left = record((r) => {
      r.at(3).read('struct page: pgmap', PAGE + 8n);
      r.at(4).write('struct page: flags', PAGE, 1n);
    });
    const r = new RecordingBuilder().fn('main', { line: 1 });
    let stopped;
    r.call('main', () => {
      r.at(3).read('struct page: pgmap', PAGE + 8n);
      stopped = r.oops('BUG: kernel NULL pointer dereference, address: 0x8', 8n);
    });
    const right = new Trace(stopped!);
    expect(kinds(left, right)).toEqual([['end', 1, 1]]);
    expect(texts(left, right)).toEqual([
      'left finishes with exit code 0, right stops: BUG: kernel NULL pointer dereference, address: 0x8',
    ]);
    expect(kinds(right, left)).toEqual([['end', 1, 1]]);
  });

  it('aligns every trace with itself, step for step, without a difference', () => {
    fc.assert(
      fc.property(arbitraryRecording, (recording) => {
        const trace = new Trace(recording);
        const { toRight, toLeft, differences, first } = align(trace, trace, same);
        for (let p = 0; p <= trace.length; p++) {
          expect(toRight(p)).toBe(p);
          expect(toLeft(p)).toBe(p);
        }
        expect(differences).toEqual([]);
        expect(first).toBeNull();
      }),
    );
  });

  /** Leaves out or doubles a statement somewhere. */
  const mutate = (body: Plan[], seed: number): Plan[] =>
    body.flatMap((plan, i) => {
      if ((seed + i) % 5 === 0) return [];
      const inner = plan.calls.map((call) => ({ ...call, body: mutate(call.body, seed >> 2) }));
      const kept = { ...plan, calls: (seed + i) % 7 === 0 ? inner.slice(1) : inner };
      return (seed + i) % 11 === 0 ? [kept, kept] : [kept];
    });

  it('keeps the order of steps and pairs only same statements', () => {
    fc.assert(
      fc.property(plans(3), plans(2), fc.nat(1000), (body, other, seed) => {
        for (const changed of [mutate(body, seed), other]) {
          const left = new Trace(perform(body));
          const right = new Trace(perform(changed));
          const { toRight, toLeft, differences } = align(left, right, same);
          let last = 0;
          for (let p = 0; p <= left.length; p++) {
            expect(toRight(p)).toBeGreaterThanOrEqual(last);
            last = toRight(p);
            if (p < left.length && toLeft(last) === p && last < right.length) {
              const [a, b] = [left.step(p), right.step(last)];
              if (a.line === b.line) expect(a.functionName).toBe(b.functionName);
            }
          }
          expect(last).toBe(right.length);
          last = 0;
          for (let p = 0; p <= right.length; p++) {
            expect(toLeft(p)).toBeGreaterThanOrEqual(last);
            last = toLeft(p);
          }
          expect(last).toBe(left.length);
          last = 0;
          for (const difference of differences) {
            expect(difference.left).toBeGreaterThanOrEqual(last);
            expect(difference.left).toBeLessThan(left.length);
            expect(difference.right).toBeLessThan(right.length);
            expect(difference.text.length).toBeGreaterThan(10);
            last = difference.left;
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is silent only if the runs leave the same bytes', () => {
    fc.assert(
      fc.property(plans(2, false), fc.nat(1000), (body, seed) => {
        const left = new Trace(perform(body));
        const right = new Trace(perform(mutate(body, seed)));
        const { differences } = align(left, right, same);
        if (differences.length > 0) return;
        const end = (trace: Trace) => trace.bytesAt(trace.recording.log.length, PAGE, 64);
        expect(end(left)).toEqual(end(right));
      }),
    );
  });
});
