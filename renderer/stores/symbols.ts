import { defineStore } from 'pinia';
import type { Analysis } from '../worker/analysis.ts';
import type { Answer } from '../worker/questions.ts';
import type { SourceSpot } from '../worker/symbol-questions.ts';
import { useJobs, type JobHandle } from './jobs.ts';
import { useUi } from './ui.ts';

/** What the C front end says about names in the sources; asked of the analyst. */
export const useSymbols = defineStore('symbols', () => {
  const jobs = useJobs();
  const ui = useUi();
  let analysis: Analysis | null = null;

  /** To be called once, before anything is asked. */
  function useAnalysis(value: Analysis): void {
    analysis = value;
  }

  /**
   * The answer; undefined if it was cancelled or failed, which has been told then. Questions asked in
   * passing (`quiet`) show no progress and fail silently: the same question asked on purpose will tell.
   */
  async function ask<K extends 'symbol' | 'references'>(
    question: K,
    spot: SourceSpot,
    quiet = false,
  ): Promise<Answer<K> | undefined> {
    if (!analysis) return undefined;
    let told: JobHandle | null = null;
    const job = analysis.ask(question, spot, (share) => told?.progress(share));
    if (!quiet) told = jobs.start('Reading the sources for their names', job.cancel);
    const result = await job.result;
    told?.end();
    if (result.kind === 'answered') return result.answer;
    if (quiet) return undefined;
    if (result.kind === 'failed') ui.say(`The sources could not be read: ${result.error.message}`);
    else ui.say('Looking up the name was cancelled');
    return undefined;
  }

  return { useAnalysis, ask };
});
