import { processRuns, processText, type Trace } from '../../core/index.ts';

/** A line of the kernel log. */
export interface LogLine {
  step: number;
  kind: 'printk' | 'warning' | 'oops' | 'mark' | 'stdout' | 'process';
  /** The kernel's 0 (emergency) to 7 (debug); null where a line has none. */
  level: number | null;
  text: string;
}

/** The whole log of a run, in step order, with how it ended. */
export function dmesg(trace: Trace): LogLine[] {
  const { events, outcome } = trace.recording;
  const { runs } = processRuns(events);
  let process = 0;
  const lines = events.flatMap((event): LogLine[] => {
    switch (event.kind) {
      case 'printk':
        return [{ step: event.step, kind: 'printk', level: event.level, text: event.text }];
      case 'stdout':
        return [{ step: event.step, kind: 'stdout', level: null, text: event.text.trimEnd() }];
      case 'mark':
        return [{ step: event.step, kind: 'mark', level: null, text: event.text }];
      case 'warning': {
        const place = `WARNING: ${event.file}:${event.line} ${event.function}`;
        const text = event.text === '' ? place : `${place}: ${event.text}`;
        return [{ step: event.step, kind: 'warning', level: 4, text }];
      }
      case 'value':
      case 'pages':
      case 'watch':
      case 'reset':
      case 'record':
        return [];
      case 'process': {
        const run = runs[process++];
        if (!run || runs.length < 2) return [];
        return [{ step: event.step, kind: 'process', level: null, text: processText(run) }];
      }
    }
  });
  if (outcome.kind === 'oops') {
    const oops = (text: string): LogLine => ({ step: outcome.step, kind: 'oops', level: 0, text });
    lines.push(oops(outcome.reason), oops('Call Trace:'));
    for (const call of outcome.callTrace) {
      lines.push(oops(` ${call.function} (${call.file}:${call.line})`));
    }
  } else if (outcome.kind === 'budget') {
    const text = `The run was stopped after ${outcome.budget} steps: its step budget is used up`;
    lines.push({ step: outcome.step, kind: 'oops', level: null, text });
  }
  return lines;
}
