/** Full recording against gdb's `record full`; stepping back against `reverse-step`; memory. */
import { Timeline, Trace, type Recording } from '../../core/index.ts';
import { geometricMean, median, processorSeconds } from './clock.ts';
import type { Native } from './native.ts';
import { PROGRAMS, runEngine, type BenchProgram, type Programs } from './programs.ts';
import type { Row } from './row.ts';

const BACK_STEPS = 40;
const OUR_BACK_STEPS = 50_000;

interface Figures {
  program: BenchProgram;
  /** Steps per second, ours and gdb's. */
  rate: number;
  gdbRate: number | null;
  /** Seconds per step back. */
  back: number;
  gdbBack: number | null;
  bytesPerStep: number;
}

/** All that a recording takes: columns, calls, initial pages. */
export function recordingBytes({ calls, initialPages, ...columns }: Recording): number {
  const { stepStatement, stepCall, stepLog, log } = columns;
  const { function: functions, parent, enter, leave, frame } = calls;
  const arrays = [stepStatement, stepCall, stepLog, log, functions, parent, enter, leave, frame];
  return (
    arrays.reduce((sum, array) => sum + array.byteLength, 0) +
    initialPages.reduce((sum, page) => sum + page.bytes.byteLength, 0)
  );
}

/** Steps between `bench_begin` and `bench_end`: what gdb records. */
function stepsOfWork(trace: Trace): number {
  return trace.stepsEntering('bench_end')[0]! - trace.stepsEntering('bench_begin')[0]!;
}

function secondsPerStepBack(trace: Trace): number {
  const timeline = new Timeline(trace);
  timeline.seek(trace.stepsEntering('bench_end')[0]!);
  const steps = Math.min(OUR_BACK_STEPS, timeline.position);
  const start = processorSeconds();
  for (let i = 0; i < steps; i++) timeline.stepBackIn();
  return (processorSeconds() - start) / steps;
}

function measure(program: BenchProgram, programs: Programs, native: Native, runs: number): Figures {
  const { name, rounds } = program;
  const compiled = programs.compile(name, true);
  const gdbSteps = stepsOfWork(new Trace(runEngine(compiled, rounds.gdb).recording));
  const found: { rate: number; gdbRate: number; back: number; gdbBack: number }[] = [];
  let bytesPerStep = 0;
  for (let run = 0; run < runs; run++) {
    const startUp = runEngine(compiled, 0);
    const { seconds, recording } = runEngine(compiled, rounds.recorded);
    const trace = new Trace(recording);
    const figures = { rate: 0, gdbRate: 0, back: secondsPerStepBack(trace), gdbBack: 0 };
    figures.rate =
      (recording.stepCount - startUp.recording.stepCount) / (seconds - startUp.seconds);
    bytesPerStep = recordingBytes(recording) / recording.stepCount;
    if (native.gcc && native.gdb) {
      const gdb = native.record(name, rounds.gdb, BACK_STEPS);
      figures.gdbRate = gdbSteps / gdb.record;
      figures.gdbBack = gdb.stepBack;
    }
    found.push(figures);
  }
  const middle = (key: 'rate' | 'gdbRate' | 'back' | 'gdbBack') => median(found.map((f) => f[key]));
  const gdb = native.gcc && native.gdb;
  return {
    program,
    rate: middle('rate'),
    gdbRate: gdb ? middle('gdbRate') : null,
    back: middle('back'),
    gdbBack: gdb ? middle('gdbBack') : null,
    bytesPerStep,
  };
}

const SPEED = 'Full recording against gdb record full (statements per second)';
const BACK = 'Step back against gdb reverse-step (steps back per second)';
export const MEMORY = 'Memory of a recording (bytes per step, all columns)';

function missing(native: Native): string | undefined {
  if (!native.gcc) return 'gcc is not installed: nothing to compare with';
  return native.gdb ? undefined : 'gdb is not installed: nothing to compare with';
}

/** A row per program and one for the geometric mean. */
function rows(
  measure: string,
  unit: string,
  least: number,
  figures: { title: string; value: number; peer: number | null }[],
  note: string | undefined,
): Row[] {
  const aim = { at: 'least', limit: least, of: 'ratio' } as const;
  const all: Row[] = figures.map(({ title, value, peer }) => {
    const ratio = peer === null ? null : value / peer;
    return { measure, subject: title, value, unit, peer, ratio, aim };
  });
  const mean: Row = {
    measure,
    subject: 'geometric mean',
    value: geometricMean(figures.map((f) => f.value)),
    unit,
    peer: note ? null : geometricMean(figures.map((f) => f.peer!)),
    ratio: note ? null : geometricMean(all.map((row) => row.ratio!)),
    aim,
    note,
  };
  return [...all, mean];
}

export function benchRecorded(programs: Programs, native: Native, runs: number) {
  const figures = PROGRAMS.map((program) => measure(program, programs, native, runs));
  const note = missing(native);
  const speed = figures.map((f) => ({ title: f.program.title, value: f.rate, peer: f.gdbRate }));
  const back = figures.map((f) => ({
    title: f.program.title,
    value: 1 / f.back,
    peer: f.gdbBack === null ? null : 1 / f.gdbBack,
  }));
  const memory: Row[] = figures.map((f) => ({
    measure: MEMORY,
    subject: f.program.title,
    value: f.bytesPerStep,
    unit: 'B',
    aim: { at: 'most', limit: 48, of: 'value' },
  }));
  memory.push({
    measure: MEMORY,
    subject: 'mean of the programs',
    value: figures.reduce((sum, f) => sum + f.bytesPerStep, 0) / figures.length,
    unit: 'B',
    aim: { at: 'most', limit: 48, of: 'value' },
  });
  return {
    speed: rows(SPEED, '/s', 500, speed, note),
    back: rows(BACK, '/s', 100, back, note),
    memory,
  };
}
