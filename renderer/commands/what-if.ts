import type { Frame, Trace } from '../../core/index.ts';
import { editableAs, withStatement } from '../model/source-edit.ts';
import { stackHunk } from '../model/stack-hunk.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';
import { runEdit, runWithout } from './run-variant.ts';

/** The frame's step, or the first one behind the function's head, before which C can stand. */
function insideFunction(trace: Trace, { step, call }: Frame): { step: number; line: number } {
  let at = step;
  while (
    at + 1 < trace.length &&
    trace.step(at).statement.kind === 'enter' &&
    trace.step(at + 1).call === call
  ) {
    at++;
  }
  return { step: at, line: trace.step(at).line };
}

/** What if a hunk were missing, a line another one, a word something else. */
export function whatIfCommands(context: LabContext): Command[] {
  const { lab, ui, whatIf, host } = context;

  /** The frame whose source is shown, if it can be edited. */
  function here() {
    const { session, scenario } = lab;
    const stack = lab.stacks[lab.side];
    const frame = stack[Math.min(lab.level, stack.length - 1)];
    if (!session || !scenario || !frame) return null;
    const text = session.sources.tree.read(frame.file);
    const kind = editableAs(frame.file, scenario, session.state);
    return text === undefined || !kind ? null : { session, frame, text };
  }

  /** Starts editing the shown source; with a statement, that stands before the current line. */
  function edit(statement: string | null): void {
    const found = here();
    if (!found) {
      ui.say('This file is not part of the model: it cannot be edited');
      return;
    }
    const { session, frame, text } = found;
    const { file } = frame;
    const { step, line } = insideFunction(session.trace, frame);
    const visit = session.trace.stepsAtLine(file, line).filter((one) => one <= step).length;
    whatIf.edit = {
      ...{ state: session.state.id, file, before: text, line },
      text: statement === null ? text : withStatement(text, line, statement, visit),
    };
    whatIf.error = null;
    ui.leftPane = 'what-if';
  }

  return [
    {
      id: 'what-if.show',
      title: 'What if: leave out hunks, see what they were for',
      group: 'States',
      keys: ['i'],
      enabled: () => lab.scenario !== null,
      run: () => (ui.leftPane = ui.leftPane === 'what-if' ? 'source' : 'what-if'),
    },
    {
      id: 'what-if.hunk',
      title: 'What if: run without the hunk that led here (the outermost call it changed)',
      group: 'States',
      keys: ['Mod+u'],
      enabled: () => lab.session !== null,
      run: () => {
        const { session } = lab;
        const from = context.runs.sources();
        if (!session || !from) return;
        const { id } = session.state;
        const hunk = stackHunk(from.tree, from.scenario, id, lab.stacks[lab.side]);
        if (!hunk) return ui.say('No line on the call stack was added by a hunk of this state');
        ui.leftPane = 'what-if';
        void runWithout(context, id, [hunk.name]);
      },
    },
    {
      id: 'what-if.edit',
      title: 'What if: edit the source that is shown',
      group: 'States',
      keys: ['Mod+i'],
      enabled: () => here() !== null,
      run: () => edit(null),
    },
    {
      id: 'what-if.set-word',
      title: 'What if: set the selected word before the current line',
      group: 'States',
      keys: [],
      enabled: () => here() !== null && lab.selection !== null,
      run: () => {
        if (!lab.selection) return;
        const address = lab.selection.address + BigInt(lab.selection.word * 8);
        edit(`*(unsigned long *)0x${address.toString(16)}UL = 0x0UL;`);
      },
    },
    {
      id: 'what-if.run',
      title: 'What if: run the edited source',
      group: 'States',
      keys: ['Mod+Enter'],
      enabled: () => whatIf.edit !== null,
      run: () => void runEdit(context),
    },
    {
      id: 'what-if.save',
      title: 'What if: save the last change as a patch …',
      group: 'States',
      keys: [],
      enabled: () => whatIf.variants.some(({ file }) => file !== null),
      run: () => {
        const file = whatIf.variants.findLast((one) => one.file !== null)?.file;
        if (!file) return;
        host
          .saveFile({ suggestedName: file.name, data: file.text })
          .then((name) => name && ui.say(`Saved ${name}`))
          .catch((error: unknown) => ui.say(String(error)));
      },
    },
  ];
}
