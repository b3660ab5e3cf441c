/** Programs with several processes: on the model kernel as on this machine, and in the recording. */
import { describe, expect, it, vi } from 'vitest';
import { processRuns } from '../machine/index.ts';
import { sanitize } from '../sanitize/index.ts';
import { Timeline, Trace } from '../trace/index.ts';
import { stepOut, stepOver } from '../trace/stepping.ts';
import {
  canRunNatively,
  readProgram,
  runNatively,
  runOnModel,
  type Said,
} from './testing/programs.ts';

// each run boots a kernel
vi.setConfig({ testTimeout: 120_000 });

const FOLDER = 'core/scenario/testing/processes';
const PROGRAMS = ['cow', 'family', 'inspect', 'pipes', 'random', 'signals', 'spinning'];

/** A walk that is the same every time: positions all over the recording, with small steps between. */
function positions(length: number, count: number): number[] {
  let seed = 12345;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  return Array.from({ length: count }, () => random(length + 1));
}

for (const name of PROGRAMS) {
  describe(`${name}.c`, () => {
    const run = runOnModel(readProgram(`${FOLDER}/${name}.c`));
    const trace = new Trace(run.recording);

    it.runIf(canRunNatively)('says what it says on Linux', () => {
      const native: Said = runNatively(`${FOLDER}/${name}.c`);
      expect(run.output).toBe(native.output);
      expect(run.exitCode).toBe(native.exitCode);
    });

    it('leaves no warning behind', () => {
      expect(run.log.filter((line) => !/segfault at/.test(line))).toEqual([]);
    });

    it('gives the sanitizers nothing to find', () => {
      expect(sanitize(trace)).toEqual([]);
    });

    it('says the same without recording', () => {
      const plain = runOnModel(readProgram(`${FOLDER}/${name}.c`), { record: false });
      expect([plain.output, plain.exitCode]).toEqual([run.output, run.exitCode]);
    });

    it('ends with what the machine had in memory, and goes back to what there was', () => {
      const timeline = new Timeline(trace);
      timeline.seek(trace.length);
      const compare = (pages: Iterable<{ page: number; bytes: Uint8Array }>) => {
        for (const { page, bytes } of pages) {
          const shown = timeline.memory.read(BigInt(page) << 12n, 4096);
          expect(Buffer.from(shown).equals(Buffer.from(bytes)), page.toString(16)).toBe(true);
        }
      };
      compare(run.machine.memory.snapshot());
      compare(run.machine.memory.stackSnapshot());
      timeline.seek(0);
      compare(run.recording.initialPages);
    });

    it('is the same memory however one gets to a step', () => {
      const { memory } = run.machine;
      const pages = [...memory.snapshot(), ...memory.stackSnapshot()].map(
        ({ page }) => BigInt(page) << 12n,
      );
      const walker = new Timeline(trace);
      for (const position of positions(trace.length, 12)) {
        walker.seek(position);
        const direct = new Timeline(new Trace(run.recording));
        direct.seek(position);
        for (const page of pages) {
          const [a, b] = [walker, direct].map((t) => Buffer.from(t.memory.read(page, 4096)));
          expect(a!.equals(b!), `${position}: ${page.toString(16)}`).toBe(true);
        }
      }
    });

    it('knows whose step each is, and shows nobody else in its call stack', () => {
      const { runs } = processRuns(run.recording.events);
      const pids = new Set(runs.map(({ pid }) => pid));
      expect(pids.size).toBeGreaterThan(3);
      const starts = runs.map(({ from }) => from).filter((step) => step < trace.length);
      for (const step of starts) {
        const stack = trace.callStack(step).map((frame) => frame.functionName);
        expect(stack.filter((fn) => fn === 'main')).toHaveLength(1);
        expect(stack.filter((fn) => fn === 'schedule').length).toBeLessThanOrEqual(1);
        expect(stack.at(-1)).toBe(trace.process(step) === 1 ? 'start_kernel' : 'main');
      }
    });

    it('steps over what other processes do', () => {
      for (const name of ['sys_wait4', 'schedule', 'do_syscall_64', 'usleep', 'read']) {
        for (const step of trace.stepsEntering(name)) {
          const [over, out] = [stepOver, stepOut].map((go) => go(run.recording, step));
          const pid = trace.process(step);
          if (trace.callStack(step).some(({ functionName }) => functionName === 'do_exit'))
            continue;
          expect(trace.process(over!), `over step ${step} in ${name}`).toBe(pid);
          expect(trace.process(out!), `out of step ${step} in ${name}`).toBe(pid);
        }
      }
    });
  });
}
