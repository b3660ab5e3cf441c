/** Random recordings: random call trees over a few functions, with every kind of log entry. */
import fc from 'fast-check';
import type { Recording } from '../../machine/recording.ts';
import { RecordingBuilder } from './recording-builder.ts';

/** A handful of neighbouring pages, so that accesses meet and cross page boundaries. */
export const ARENA = 0xffff_ea00_0000_0000n;
export const ARENA_PAGES = 4;
const ARENA_PAGE = Number(ARENA >> 12n);

type Act =
  | { kind: 'read' | 'write'; at: number; size: 1 | 2 | 4 | 8; value: bigint }
  | { kind: 'local' | 'readLocal'; which: number; value: bigint }
  | { kind: 'block' | 'blockRead'; at: number; length: number; fill: number }
  | { kind: 'map'; page: number; on: boolean }
  | { kind: 'value'; value: bigint };

/** A statement, what it does, the calls it makes and what it does after each. */
export interface Plan {
  line: number;
  acts: Act[];
  calls: { callee: number; body: Plan[]; after: Act[]; resume: boolean }[];
}

export const FUNCTIONS = ['main', 'f', 'g', 'h'];

const address = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }) },
  fc.integer({ min: 4080, max: 4110 }),
  fc.integer({ min: 0, max: ARENA_PAGES * 4096 - 9 }),
);
const value = fc.oneof(
  fc.bigInt({ min: 0n, max: 3n }),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
);
const size = fc.constantFrom<1 | 2 | 4 | 8>(1, 2, 4, 8);

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constantFrom('read' as const, 'write' as const), at: address, size, value }),
  fc.record({ kind: fc.constant('write' as const), at: address, size, value }),
  fc.record({
    kind: fc.constantFrom('local' as const, 'readLocal' as const),
    which: fc.nat(1),
    value,
  }),
  fc.record({
    kind: fc.constantFrom('block' as const, 'blockRead' as const),
    at: fc.integer({ min: 0, max: 4200 }),
    length: fc.oneof({ weight: 12, arbitrary: fc.nat(20) }, fc.constant(4100)),
    fill: fc.nat(255),
  }),
  fc.record({ kind: fc.constant('map' as const), page: fc.nat(ARENA_PAGES - 2), on: fc.boolean() }),
  fc.record({ kind: fc.constant('value' as const), value }),
);

/** Statements of one function body, nested to `depth` calls. */
export function plans(depth: number, aliases = true): fc.Arbitrary<Plan[]> {
  const acts = fc.array(aliases ? act : act.filter((one) => one.kind !== 'map'), { maxLength: 3 });
  const calls: fc.Arbitrary<Plan['calls']> =
    depth === 0
      ? fc.constant([])
      : fc.array(
          fc.record({
            callee: fc.integer({ min: 1, max: FUNCTIONS.length - 1 }),
            body: plans(depth - 1, aliases),
            after: acts,
            resume: fc.boolean(),
          }),
          { maxLength: 2 },
        );
  return fc.array(fc.record({ line: fc.integer({ min: 2, max: 8 }), acts, calls }), {
    maxLength: 5,
  });
}

/** Runs plans as the body of `main`. */
export function perform(body: Plan[]): Recording {
  const r = new RecordingBuilder([
    { page: ARENA_PAGE + 1, bytes: Uint8Array.from({ length: 4096 }, (_, i) => i * 7) },
  ]);
  FUNCTIONS.forEach((name, i) => r.fn(name, { line: 100 * i + 1, locals: { x: 0, y: 8 } }));
  const block = (acts: Act[]) => acts.forEach((one) => performAct(r, one));
  const run = (callee: number, statements: Plan[]) => {
    r.call(FUNCTIONS[callee]!, () => {
      for (const { line, acts, calls } of statements) {
        r.at(100 * callee + line);
        block(acts);
        for (const call of calls) {
          run(call.callee, call.body);
          if (call.resume) {
            r.resume();
            block(call.after);
          }
        }
      }
    });
  };
  run(0, body);
  return r.finish();
}

function performAct(r: RecordingBuilder, act: Act) {
  const local = (which: number) => (which === 0 ? 'x' : 'y');
  switch (act.kind) {
    case 'read':
      return r.read('struct page: flags', ARENA + BigInt(act.at), act.size);
    case 'write':
      return r.write('struct page: flags', ARENA + BigInt(act.at), act.value, act.size);
    case 'local':
      return r.local(local(act.which), act.value);
    case 'readLocal':
      return r.readLocal(local(act.which));
    case 'block': {
      const bytes = Uint8Array.from({ length: act.length }, (_, i) => act.fill + i);
      return r.blockWrite('*page', ARENA + BigInt(act.at), bytes);
    }
    case 'blockRead':
      return r.blockRead('*page', ARENA + BigInt(act.at), act.length);
    case 'map':
      // Every alias leads to a higher page, so that there is no circle.
      return r.map(ARENA_PAGE + act.page, act.on ? ARENA_PAGE + act.page + 1 : 0);
    case 'value':
      return r.value('v', act.value);
  }
}

/** A random recording with aliases, blocks, locals and calls. */
export const arbitraryRecording: fc.Arbitrary<Recording> = plans(3).map(perform);
