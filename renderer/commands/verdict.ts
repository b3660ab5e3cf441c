import { nextProblem, type VerdictItem } from '../model/verdict-list.ts';
import { focusPaneNamed } from '../widgets/panes.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** What is to be said of the run, and the steps that show it. */
export function verdictCommands(context: LabContext): Command[] {
  const { lab, ui, verdicts } = context;
  const command = (id: string, title: string, keys: string[], run: () => void): Command => ({
    ...{ id: `verdict.${id}`, title, group: 'Verdict', keys, run },
    enabled: () => lab.session !== null,
  });
  const show = (item: VerdictItem) => {
    lab.seek(item.step);
    ui.say(item.kind === 'expectation' ? `Not met: ${item.text}` : item.text);
  };
  const walk = (direction: 1 | -1) => async () => {
    const { session, position } = lab;
    if (!session) return;
    await verdicts.look(session);
    if (lab.session !== session || lab.position !== position) return; // moved on meanwhile
    const item = nextProblem(verdicts.items(session), position, direction);
    if (item) show(item);
    else ui.say(`No ${direction === 1 ? 'further' : 'earlier'} oops, warning or finding`);
  };
  /** From a finding to the step that led to it, and back. */
  const cause = async () => {
    const { session, position } = lab;
    if (!session) return;
    await verdicts.look(session);
    if (lab.session !== session || lab.position !== position) return;
    const stories = verdicts.items(session).filter((item) => item.cause !== null);
    const here = stories.find(({ step }) => step === position);
    if (here?.cause) {
      lab.seek(here.cause.step);
      return ui.say(here.cause.text);
    }
    const led = stories.find((item) => item.cause?.step === position);
    if (led) return show(led);
    ui.say('No finding has one of its two steps here');
  };
  return [
    command('show', 'Verdict: log, warnings, findings, expectations', ['V'], () => {
      ui.outcomeTab = 'verdict';
      focusPaneNamed('outcome');
    }),
    command('next', 'Next oops, warning, finding or unmet expectation', ['}'], () => {
      void walk(1)();
    }),
    command('previous', 'Previous oops, warning, finding or unmet expectation', ['{'], () => {
      void walk(-1)();
    }),
    command('cause', 'To the step that led to this finding, or back', ['^'], () => void cause()),
  ];
}
