/** The lab on the real scenario, recorded in the same thread: for tests of what the user would see. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createPinia, setActivePinia } from 'pinia';
import { loadScenario, recordState, type Recording } from '../../core/index.ts';
import type { LabContext } from '../commands/index.ts';
import { openScenario } from '../commands/open-scenario.ts';
import { createFileTree } from '../model/file-tree.ts';
import { toLabError } from '../model/lab-error.ts';
import { useBreakpoints } from '../stores/breakpoints.ts';
import { useComparison } from '../stores/comparison.ts';
import { useFields } from '../stores/fields.ts';
import { useJobs } from '../stores/jobs.ts';
import { useLab } from '../stores/lab.ts';
import { useLibrary } from '../stores/library.ts';
import { useMail } from '../stores/mail.ts';
import { useMemory } from '../stores/memory.ts';
import { useNotes } from '../stores/notes.ts';
import { usePairings } from '../stores/pairings.ts';
import { usePrograms } from '../stores/programs.ts';
import { useRecent } from '../stores/recent.ts';
import { useRuns } from '../stores/runs.ts';
import { useSettings } from '../stores/settings.ts';
import { useSource } from '../stores/source.ts';
import { useSymbols } from '../stores/symbols.ts';
import { useTimeline } from '../stores/timeline.ts';
import { useTour } from '../stores/tour.ts';
import { useUi } from '../stores/ui.ts';
import { useVerdicts } from '../stores/verdicts.ts';
import { useWatches } from '../stores/watches.ts';
import { useWhatIf } from '../stores/what-if.ts';
import type { Analysis } from '../worker/analysis.ts';
import type { Recorder, RecordJob } from '../worker/recorder.ts';
import type { RecordRequest } from '../worker/protocol.ts';
import { InlineAnalysis } from './inline-analysis.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const SCENARIO = 'scenarios/compound-zone-device-pages';

/** The files that ship with the lab, from the working tree. */
export function realFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const folder of ['kernel', 'scenarios']) {
    for (const entry of readdirSync(path.join(ROOT, folder), {
      withFileTypes: true,
      recursive: true,
    })) {
      if (!entry.isFile() || /\.test\.ts$/.test(entry.name)) continue;
      const file = path.join(entry.parentPath, entry.name);
      files[path.relative(ROOT, file)] = readFileSync(file, 'utf8');
    }
  }
  return files;
}

/**
 * The same, with a program that shows only its first map: a fifth of the steps, and all that most
 * tests look at.
 */
export function shortFiles(): Record<string, string> {
  const files = realFiles();
  const program = `${SCENARIO}/program.c`;
  const whole = files[program] ?? '';
  const short = whole.replace(/^(\terror = show_map\(&order4, .*;)$/m, '$1\n\treturn error;');
  if (short === whole) throw new Error(`${program} no longer shows the order-4 map first`);
  return { ...files, [program]: short };
}

const recordings = new Map<string, Recording>();

/** Records without a worker, and a state with unchanged files only once per test file. */
export class InlineRecorder implements Recorder {
  readonly requests: RecordRequest[] = [];

  record(request: RecordRequest): RecordJob {
    this.requests.push(request);
    return { result: Promise.resolve(this.run(request)), cancel: () => {} };
  }

  private run(request: RecordRequest) {
    const yaml = request.files[`${request.directory}/scenario.yaml`] ?? '';
    const key = `${request.state} ${JSON.stringify(request.files).length} ${yaml}`;
    try {
      const tree = createFileTree(request.files);
      const scenario = loadScenario(tree, request.directory);
      let recording = recordings.get(key);
      if (!recording) recordings.set(key, (recording = recordState(tree, scenario, request.state)));
      return { kind: 'recorded' as const, recording };
    } catch (thrown) {
      return { kind: 'failed' as const, error: toLabError(thrown) };
    }
  }
}

/** Fresh stores with the short program loaded and, unless told not to, the first scenario open. */
export async function openRealLab(
  options: {
    files?: Record<string, string>;
    recorder?: Recorder;
    analysis?: Analysis;
    open?: boolean;
  } = {},
): Promise<LabContext> {
  setActivePinia(createPinia());
  const context: LabContext = {
    host: {
      kind: 'browser',
      openTextFile: () => Promise.resolve(null),
      saveFile: ({ suggestedName }) => Promise.resolve(suggestedName),
    },
    library: useLibrary(),
    runs: useRuns(),
    pairings: usePairings(),
    jobs: useJobs(),
    programs: usePrograms(),
    lab: useLab(),
    comparison: useComparison(),
    breakpoints: useBreakpoints(),
    timeline: useTimeline(),
    source: useSource(),
    symbols: useSymbols(),
    ui: useUi(),
    recent: useRecent(),
    notes: useNotes(),
    tour: useTour(),
    settings: useSettings(),
    mail: useMail(),
    whatIf: useWhatIf(),
    fields: useFields(),
    memory: useMemory(),
    watches: useWatches(),
    verdicts: useVerdicts(),
  };
  const recorder = options.recorder ?? new InlineRecorder();
  const analysis = options.analysis ?? new InlineAnalysis();
  context.runs.useWorkers({ recorder, analysis });
  context.breakpoints.useAnalysis(analysis);
  context.verdicts.useAnalysis(analysis);
  context.library.use(options.files ?? shortFiles());
  const scenario = context.library.entries[0]?.scenario;
  if (scenario && options.open !== false) {
    openScenario(context, scenario);
    await settled(context);
  }
  return context;
}

/** Waits until nothing is being recorded or compared. */
export async function settled({ runs, lab, jobs }: LabContext): Promise<void> {
  const states = lab.scenario?.states ?? [];
  const done = () =>
    jobs.jobs.size === 0 &&
    states.every(({ id }) => !['recording', undefined].includes(runs.runs.get(id)?.kind));
  for (let turn = 0; turn < 100 && !done(); turn++) await new Promise((next) => setTimeout(next));
  await new Promise((next) => setTimeout(next));
}
