import type { Host } from '../host/index.ts';
import type { useBreakpoints } from '../stores/breakpoints.ts';
import type { useComparison } from '../stores/comparison.ts';
import type { useLab } from '../stores/lab.ts';
import type { useLibrary } from '../stores/library.ts';
import type { useMail } from '../stores/mail.ts';
import type { useJobs } from '../stores/jobs.ts';
import type { useMemory } from '../stores/memory.ts';
import type { useNotes } from '../stores/notes.ts';
import type { usePairings } from '../stores/pairings.ts';
import type { usePrograms } from '../stores/programs.ts';
import type { useRecent } from '../stores/recent.ts';
import type { useRuns } from '../stores/runs.ts';
import type { useWhatIf } from '../stores/what-if.ts';
import type { useSettings } from '../stores/settings.ts';
import type { useTimeline } from '../stores/timeline.ts';
import type { useSource } from '../stores/source.ts';
import type { useSymbols } from '../stores/symbols.ts';
import type { useTour } from '../stores/tour.ts';
import type { useUi } from '../stores/ui.ts';
import type { useVerdicts } from '../stores/verdicts.ts';
import type { useWatches } from '../stores/watches.ts';

/** What commands work on. */
export interface LabContext {
  host: Pick<Host, 'kind' | 'openTextFile' | 'saveFile'>;
  library: ReturnType<typeof useLibrary>;
  runs: ReturnType<typeof useRuns>;
  pairings: ReturnType<typeof usePairings>;
  jobs: ReturnType<typeof useJobs>;
  programs: ReturnType<typeof usePrograms>;
  lab: ReturnType<typeof useLab>;
  comparison: ReturnType<typeof useComparison>;
  breakpoints: ReturnType<typeof useBreakpoints>;
  timeline: ReturnType<typeof useTimeline>;
  source: ReturnType<typeof useSource>;
  symbols: ReturnType<typeof useSymbols>;
  ui: ReturnType<typeof useUi>;
  recent: ReturnType<typeof useRecent>;
  notes: ReturnType<typeof useNotes>;
  settings: ReturnType<typeof useSettings>;
  mail: ReturnType<typeof useMail>;
  whatIf: ReturnType<typeof useWhatIf>;
  memory: ReturnType<typeof useMemory>;
  watches: ReturnType<typeof useWatches>;
  tour: ReturnType<typeof useTour>;
  verdicts: ReturnType<typeof useVerdicts>;
}
