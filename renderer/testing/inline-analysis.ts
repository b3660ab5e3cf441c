import type { Trace } from '../../core/index.ts';
import { toLabError } from '../model/lab-error.ts';
import { Analyst } from '../worker/analyst.ts';
import type { Analysis, AnalysisJob, AnalysisResult } from '../worker/analysis.ts';
import type { Answer, Ask, QuestionKind } from '../worker/questions.ts';

/** The analyst in the same thread: answers are there at the next turn. */
export class InlineAnalysis implements Analysis {
  private analyst: Analyst | null = null;
  readonly asked: QuestionKind[] = [];

  open(files: Record<string, string>, directory: string): void {
    this.analyst = new Analyst(files, directory);
  }

  change(files: Record<string, string>): void {
    this.analyst?.change(files);
  }

  expect(): null {
    return null;
  }

  recorded(state: string, trace: Trace): void {
    this.analyst?.add(state, trace);
  }

  ask<K extends QuestionKind>(
    question: K,
    ask: Ask<K>,
    progress: (share: number) => void = () => {},
  ): AnalysisJob<Answer<K>> {
    this.asked.push(question);
    let cancelled = false;
    const run = async (): Promise<AnalysisResult<Answer<K>>> => {
      try {
        await this.analyst?.ready(ask);
        if (!this.analyst || cancelled) return { kind: 'cancelled' };
        const work = this.analyst.answer(question, ask);
        for (;;) {
          const step = work.next();
          if (step.done) return { kind: 'answered', answer: structuredClone(step.value) };
          progress(step.value);
        }
      } catch (error) {
        return { kind: 'failed', error: toLabError(error) };
      }
    };
    return { result: run(), cancel: () => (cancelled = true) };
  }
}
