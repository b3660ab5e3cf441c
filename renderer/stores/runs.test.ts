import { describe, expect, it, vi } from 'vitest';
import { openScenario } from '../commands/open-scenario.ts';
import { openRealLab, shortFiles, SCENARIO, settled } from '../testing/real-lab.ts';
import type { RecordResult, Recorder } from '../worker/recorder.ts';

/** Answers when told to. */
class SlowRecorder implements Recorder {
  readonly jobs: { state: string; finish: (result: RecordResult) => void }[] = [];

  record({ state }: { state: string }) {
    let finish!: (result: RecordResult) => void;
    const result = new Promise<RecordResult>((resolve) => (finish = resolve));
    this.jobs.push({ state, finish });
    return { result, cancel: () => finish({ kind: 'cancelled' }) };
  }
}

describe('recording', () => {
  it('shows progress, can be cancelled and started again', async () => {
    const recorder = new SlowRecorder();
    const { runs, lab, library } = await openRealLab({ recorder, open: false });
    const scenario = library.entries[0]?.scenario;
    if (!scenario) throw new Error('no scenario');
    runs.open({ files: library.files, tree: library.tree, scenario });
    lab.open(scenario);
    const state = scenario.states[0];
    if (!state) throw new Error('no state');
    const recorded = runs.record(state);
    expect(runs.runs.get(state.id)?.kind).toBe('recording');
    void runs.record(state);
    expect(recorder.jobs).toHaveLength(1);
    runs.cancel(state.id);
    await recorded;
    expect(runs.runs.get(state.id)?.kind).toBe('cancelled');
    void runs.record(state);
    expect(recorder.jobs).toHaveLength(2);
  });

  it('forgets a recording that belongs to a scenario no longer open', async () => {
    const recorder = new SlowRecorder();
    const context = await openRealLab({ recorder, open: false });
    const scenario = context.library.entries[0]?.scenario;
    if (!scenario) throw new Error('no scenario');
    openScenario(context, scenario);
    openScenario(context, scenario);
    expect(recorder.jobs).toHaveLength(4);
    recorder.jobs[0]?.finish({ kind: 'cancelled' });
    await vi.waitFor(() => expect(context.runs.runs.get('before')?.kind).toBe('recording'));
  });
});

describe('a scenario with something wrong in it', () => {
  it('keeps the states that are right: a diff that does not apply', async () => {
    const files = shortFiles();
    const patch = `${SCENARIO}/v9.patch`;
    files[patch] = (files[patch] ?? '').replace(/^-\t.*pgmap.*$/m, '-\tsomething_else();');
    const context = await openRealLab({ files });
    const run = context.runs.runs.get('v9');
    expect(run).toMatchObject({ kind: 'failed', error: { area: 'patch', file: patch } });
    expect(run?.kind === 'failed' && run.error.line).toBeGreaterThan(0);
    expect(context.lab.session?.state.id).toBe('before');
    expect(context.lab.move((timeline) => timeline.stepIn())).toBe(true);
    expect(context.comparison.here).toBe(null);
  });

  it('names the line of a syntax error in its C', async () => {
    const files = shortFiles();
    files[`${SCENARIO}/program.c`] += '\nint broken( {\n';
    const context = await openRealLab({ files });
    await settled(context);
    expect(context.runs.runs.get('before')).toMatchObject({
      kind: 'failed',
      error: { area: 'C', file: `${SCENARIO}/program.c` },
    });
    expect(context.lab.session).toBe(null);
    expect(context.lab.position).toBe(0);
  });

  it('says what is wrong with its YAML', async () => {
    const files = shortFiles();
    files[`${SCENARIO}/scenario.yaml`] += '\nunknown: 1\n';
    const { library, lab } = await openRealLab({ files });
    expect(library.entries[0]?.error).toMatchObject({ area: 'scenario', path: 'unknown' });
    expect(lab.scenario).toBe(null);
  });
});
