import { toLabError } from '../model/lab-error.ts';
import { looksLikeSession, SESSION_EXTENSION } from '../session/file.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';
import { openScenario } from './open-scenario.ts';
import { openSession } from './session.ts';

/** Mails, diffs and scenarios. */
export function fileCommands(context: LabContext): Command[] {
  const { host, library, lab, ui, mail, recent, whatIf } = context;

  async function open(): Promise<void> {
    try {
      const file = await host.openTextFile({
        title: 'Open a patch mail, a diff or a session',
        extensions: ['eml', 'mbox', 'patch', 'diff', 'txt', SESSION_EXTENSION],
      });
      if (!file) return;
      if (looksLikeSession(file.text) || file.name.endsWith(`.${SESSION_EXTENSION}`)) {
        if (openSession(context, file)) recent.remember({ kind: 'session', ...file });
      } else {
        openMail(context, file);
        if (mail.name !== null) recent.remember({ kind: 'mail', ...file });
      }
    } catch (thrown) {
      ui.say(toLabError(thrown).message);
    }
  }

  return [
    {
      id: 'file.open',
      title: 'Open a patch mail or a session …',
      group: 'File',
      keys: ['Mod+o'],
      run: () => void open(),
    },
    {
      id: 'file.toggle-mail',
      title: 'Show the mail, or the sources again',
      group: 'File',
      keys: ['m'],
      enabled: () => mail.name !== null,
      run: () => (ui.leftPane = ui.leftPane === 'mail' ? 'source' : 'mail'),
    },
    {
      id: 'file.close-mail',
      title: 'Close the mail',
      group: 'File',
      keys: [],
      enabled: () => mail.name !== null,
      run: () => {
        mail.close();
        ui.leftPane = 'source';
      },
    },
    {
      id: 'file.scenario',
      title: 'Choose a scenario …',
      group: 'File',
      keys: ['Mod+e'],
      enabled: () => library.entries.length > 0,
      run: () => (ui.palette = 'scenario'),
    },
    {
      id: 'file.restart',
      title: 'Record the scenario again from its sources',
      group: 'File',
      keys: [],
      enabled: () => lab.scenario !== null,
      run: () => {
        if (!lab.scenario) return;
        const { files, variants } = whatIf;
        openScenario(context, lab.scenario, files);
        whatIf.files = files;
        whatIf.variants = variants;
      },
    },
  ];
}

/**
 * Shows a mail; when it is a scenario's patch, that scenario opens with the mail's state on the right,
 * unless `choose` is false.
 */
export function openMail(
  context: LabContext,
  file: { name: string; text: string },
  choose = true,
): void {
  const { library, lab, ui, mail, programs } = context;
  const scenarios = library.entries.flatMap((entry) => entry.scenario ?? []);
  const found = mail.read(file, scenarios, library.tree);
  ui.leftPane = 'mail';
  programs.shown = null;
  if (!found) {
    if (mail.patch) ui.say('No scenario knows this patch; the mail is shown alone');
    return;
  }
  if (!choose) return;
  if (lab.scenario !== found.scenario) openScenario(context, found.scenario);
  if (lab.left === found.state.id)
    lab.choose('left', found.scenario.states[0]?.id ?? found.state.id);
  lab.choose('right', found.state.id);
  ui.say(`Recognised: ${found.scenario.title}, state “${found.state.title}”`);
}
