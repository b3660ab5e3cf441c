/** Moving about and asking in a trace of a million steps. */
import { Timeline, Trace, type Recording } from '../../core/index.ts';
import { Latencies, median, timed } from './clock.ts';
import { runEngine, type Programs } from './programs.ts';
import type { Row } from './row.ts';

const STEPS = 1_000_000;
const FRAME = 16;
const QUESTIONS = 3000;
const MEASURE = `A trace of ${STEPS / 1e6} million steps (milliseconds; a frame is 16)`;

/** Deterministic numbers from 0 to below `limit`: every run asks the same. */
function randomNumbers(): (limit: number) => number {
  let seed = 0x2545_f491;
  return (limit) => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return Math.floor(((seed >>> 0) / 2 ** 32) * limit);
  };
}

function pooled(runs: readonly Latencies[]): Latencies {
  const all = new Latencies();
  for (const run of runs) {
    all.processor.push(...run.processor);
    all.elapsed.push(...run.elapsed);
  }
  return all;
}

/** p99 is the median of the runs'; the remark is about all runs together. */
function latencyRow(subject: string, runs: readonly Latencies[]): Row {
  return {
    measure: MEASURE,
    subject,
    value: median(runs.map((run) => run.at(0.99))),
    unit: 'ms',
    aim: { at: 'most', limit: FRAME, of: 'value' },
    note: pooled(runs).summary(),
  };
}

function plainRow(subject: string, seconds: readonly number[], note?: string): Row {
  return { measure: MEASURE, subject, value: median(seconds) * 1000, unit: 'ms', note };
}

function seeks(timeline: Timeline): Latencies {
  const random = randomNumbers();
  const latencies = new Latencies();
  for (let i = 0; i < QUESTIONS; i++) {
    const position = random(timeline.trace.length + 1);
    latencies.measure(() => timeline.seek(position));
  }
  return latencies;
}

/** Words that were written, at random moments; and of a word that is half hot, the cold half. */
function questions(trace: Trace): Latencies {
  const random = randomNumbers();
  const latencies = new Latencies();
  while (latencies.processor.length < QUESTIONS) {
    const write = trace.accesses(random(trace.length)).find((access) => access.kind === 'write');
    if (!write) continue;
    const moment = random(trace.length);
    latencies.measure(() => void trace.lastWrite(write.address & ~7n, 8, moment));
  }
  return latencies;
}

function coldHalf(trace: Trace): Latencies {
  const pair = trace.program.globals.find((variable) => variable.name === 'pair')!;
  const random = randomNumbers();
  const latencies = new Latencies();
  for (let i = 0; i < 200; i++) {
    const moment = trace.length - 1 - random(trace.length >> 1);
    latencies.measure(() => {
      if (!trace.lastWrite(pair.address, 4, moment)) throw new Error('the write was not found');
    });
  }
  return latencies;
}

export function benchTrace(programs: Programs, runs: number): Row[] {
  const compiled = programs.compile('session', true);
  const recordSeconds: number[] = [];
  const firstPass: number[] = [];
  const indexing: number[] = [];
  const latencies: Record<'seek' | 'cold' | 'written', Latencies[]> = {
    seek: [],
    cold: [],
    written: [],
  };
  for (let run = 0; run < runs; run++) {
    const { seconds, recording } = runEngine(compiled, 1_000_000, STEPS);
    recordSeconds.push(seconds);
    expectSteps(recording);
    const trace = new Trace(recording);
    const timeline = new Timeline(trace);
    firstPass.push(timed(() => timeline.runToEnd()).seconds);
    latencies.seek.push(seeks(timeline));
    indexing.push(timed(() => trace.lastWrite(recording.stackBase, 8, 0)).seconds);
    latencies.written.push(questions(trace));
    latencies.cold.push(coldHalf(trace));
  }
  return [
    plainRow('recording it', recordSeconds, 'start-up included'),
    plainRow('first pass, which leaves checkpoints', firstPass),
    latencyRow('seek to a random step, p99', latencies.seek),
    plainRow('building the index of writes', indexing, 'once per trace, at the first question'),
    latencyRow('who wrote this word last, p99', latencies.written),
    latencyRow('… the cold half of a hot word, p99', latencies.cold),
  ];
}

function expectSteps({ stepCount }: Recording): void {
  if (stepCount !== STEPS) throw new Error(`the session has ${stepCount} steps, not ${STEPS}`);
}
