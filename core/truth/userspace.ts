/** What the captured program wrote down, and what the recorded one printed. */
import type { Trace } from '../trace/index.ts';
import type { Session } from './session.ts';

/**
 * Each captured line must end a line that the program prints. A program that prints another line
 * with the same first word disagrees; one that prints no such line is not asked.
 */
export function compareUserspace(session: Session): void {
  const { userspace } = session.capture;
  const printed = printedLines(session.trace);
  for (const line of userspace) {
    session.userspace.captured++;
    const wanted = line.trimEnd();
    if (printed.some((own) => own.endsWith(wanted) && isWordStart(own, wanted.length))) {
      session.userspace.found++;
      continue;
    }
    const [key = ''] = wanted.split(' ');
    const other = printed.find((own) => own.split(' ').includes(key));
    if (other === undefined) {
      session.exclude('lines of the captured program', 'the program does not print them');
      continue;
    }
    session.disagree({
      ...{ kind: 'output', seq: null, at: '', position: null, subject: 'output of the program' },
      reason: `captured "${wanted}", printed "${other}"`,
    });
  }
}

function isWordStart(line: string, length: number): boolean {
  return length === line.length || line[line.length - length - 1] === ' ';
}

function printedLines(trace: Trace): string[] {
  let text = '';
  for (const event of trace.recording.events) if (event.kind === 'stdout') text += event.text;
  return text.split('\n').map((line) => line.trimEnd());
}
