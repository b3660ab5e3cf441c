import { breakpointText, hitNumber } from '../model/breakpoints.ts';
import { count, hex } from '../model/text.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** Stopping at places, values and conditions, and running to them, forwards and backwards. */
export function breakpointCommands(context: LabContext): Command[] {
  const { lab, ui, breakpoints } = context;
  const recorded = () => lab.session !== null;
  const command = (
    id: string,
    title: string,
    keys: string[],
    run: () => void,
    enabled = recorded,
  ): Command => ({ id: `breakpoint.${id}`, title, group: 'Breakpoints', keys, enabled, run });
  const some = () => breakpoints.list.length > 0;

  const toggleLine = () => {
    const { session } = lab;
    const at = ui.sourceLine ?? lab.stacks[lab.side][lab.level];
    if (!session || !at) return ui.say('No line to stop at: nothing is running here');
    toggleAt(context, session.state.id, at.file, at.line);
  };
  const addWord = () => {
    const address = lab.wordAddress;
    if (address === null) return ui.say('No word is selected');
    const target = { kind: 'word', address: hex(address), size: 8 } as const;
    ui.say(`Stops at every write of ${hex(address)}`);
    breakpoints.add({ target, condition: '' });
  };
  const enableAll = (enabled: boolean) => () => {
    for (const { id } of breakpoints.list) breakpoints.change(id, { enabled });
    ui.say(`All breakpoints are ${enabled ? 'on' : 'off'}`);
  };
  return [
    command('run', 'Run to the next breakpoint', ['F5'], () => void runTo(context, 1)),
    command('run-back', 'Run back to the breakpoint before', ['Shift+F5'], () => {
      void runTo(context, -1);
    }),
    command('toggle-line', 'Breakpoint on this line, or none', ['F9'], toggleLine),
    command('function', 'Breakpoint on a function …', [], () => (ui.palette = 'break-function')),
    command('line', 'Breakpoint on a line …', [], () => (ui.palette = 'break-line')),
    command('word', 'Breakpoint on writes of the selected word', ['q'], addWord),
    command('field', 'Breakpoint on writes of a field …', [], () => (ui.palette = 'break-field')),
    command('expression', 'Breakpoint where an expression becomes true …', ['Q'], () => {
      ui.palette = 'break-expression';
    }),
    command('disable-all', 'Turn all breakpoints off', [], enableAll(false), some),
    command('enable-all', 'Turn all breakpoints on', [], enableAll(true), some),
    command(
      'remove-all',
      'Remove all breakpoints',
      [],
      () => {
        breakpoints.restore([]);
        ui.say('All breakpoints are removed');
      },
      some,
    ),
  ];
}

/** Sets a breakpoint on a line as a state's sources number it, or takes it back. */
export function toggleAt(
  { breakpoints, runs, ui }: Pick<LabContext, 'breakpoints' | 'runs' | 'ui'>,
  state: string,
  file: string,
  line: number,
): void {
  const session = runs.session(state);
  if (!session) return;
  const present = breakpoints.atLine(session, file, line);
  if (present) {
    breakpoints.remove(present.id);
    ui.say(`No breakpoint on ${breakpointText(present)} any more`);
    return;
  }
  const added = breakpoints.add({ target: { kind: 'line', file, line }, condition: '' }, state);
  ui.say(`Breakpoint on ${breakpointText(added)}`);
}

/** Runs the state that drives until a breakpoint stops it, or to the end or start. */
export async function runTo(
  { lab, ui, breakpoints }: LabContext,
  direction: 1 | -1,
): Promise<void> {
  const { session, position } = lab;
  if (!session) return;
  const stop = await breakpoints.nextStop(position, direction);
  if (lab.session !== session || lab.position !== position) return; // moved on meanwhile
  if (!stop) {
    lab.seek(direction === 1 ? session.trace.length : 0);
    const where = direction === 1 ? 'this is the end of the run' : 'this is its start';
    return ui.say(
      breakpoints.list.some((each) => each.enabled)
        ? `No breakpoint stopped it: ${where}`
        : `There are no breakpoints: ${where}`,
    );
  }
  lab.seek(stop.position);
  const run = breakpoints.hits(stop.breakpoint, session);
  const which =
    run?.kind === 'ready'
      ? `, hit ${count(hitNumber(run.positions, stop.position))} of ${count(run.positions.length)}`
      : '';
  ui.say(`Stopped: ${breakpointText(stop.breakpoint)}${which}`);
}
