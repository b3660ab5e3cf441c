import type { Trace } from '../../core/index.ts';

/** A moment of a run that people look for. */
export interface Notable {
  step: number;
  kind: 'mark' | 'warning' | 'oops' | 'budget';
  text: string;
}

/** Marks, warnings and how the run broke off, in step order. */
export function notableSteps(trace: Trace): Notable[] {
  const { events, outcome } = trace.recording;
  const found = events.flatMap((event): Notable[] => {
    if (event.kind === 'mark') return [{ step: event.step, kind: 'mark', text: event.text }];
    if (event.kind !== 'warning') return [];
    return [{ step: event.step, kind: 'warning', text: `${event.text} in ${event.function}()` }];
  });
  if (outcome.kind === 'oops') {
    found.push({ step: outcome.step, kind: 'oops', text: outcome.reason });
  } else if (outcome.kind === 'budget') {
    const text = `Stopped after ${outcome.budget} steps: the step budget`;
    found.push({ step: outcome.step, kind: 'budget', text });
  }
  return found;
}
