import { watch } from 'vue';
import { toLabError } from '../model/lab-error.ts';
import { captureSession, movedText, restoreSession } from '../session/capture.ts';
import { readSession, SESSION_EXTENSION } from '../session/file.ts';
import { forgetSession } from '../session/keep.ts';
import { sessionLink } from '../session/link.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';
import { openScenario } from './open-scenario.ts';

/** Reads a session and shows it; what is wrong with it is said, and nothing has changed then. */
export function openSession(context: LabContext, file: { name: string; text: string }): boolean {
  const { ui } = context;
  try {
    const session = readSession(file.text, file.name);
    restoreSession(context, session);
    const stop = watch(
      () => context.lab.session,
      (recorded) => {
        if (!recorded) return;
        stop();
        const moved = movedText(context, session);
        if (moved !== null) ui.say(moved);
      },
    );
    return true;
  } catch (error) {
    ui.say(toLabError(error).message);
    return false;
  }
}

/** Everything one sees, to a file, to a link, and back. */
export function sessionCommands(context: LabContext): Command[] {
  const { host, lab, ui, library, recent } = context;
  const open = () => lab.scenario !== null;

  async function save(): Promise<void> {
    const data = captureSession(context);
    if (data === null || !lab.scenario) return;
    try {
      const suggestedName = `${lab.scenario.id}.${SESSION_EXTENSION}`;
      const name = await host.saveFile({ suggestedName, data });
      if (name === null) return;
      recent.remember({ kind: 'session', name, text: data });
      ui.say(`Saved ${name}`);
    } catch (error) {
      ui.say(toLabError(error).message);
    }
  }

  /** The session that a start could not show, as a file: somebody may repair it. */
  async function saveAside(): Promise<void> {
    const data = ui.sessionAside;
    if (data === null) return;
    try {
      const name = await host.saveFile({ suggestedName: `not-shown.${SESSION_EXTENSION}`, data });
      if (name !== null) ui.say(`Saved ${name}`);
    } catch (error) {
      ui.say(toLabError(error).message);
    }
  }

  async function copyLink(): Promise<void> {
    const text = captureSession(context);
    if (text === null) return;
    try {
      const link = await sessionLink(text, location.href);
      await navigator.clipboard.writeText(link);
      ui.say(`Copied a link of ${link.length} characters that shows what you see`);
    } catch (error) {
      ui.say(`No link: ${toLabError(error).message}`);
    }
  }

  return [
    {
      ...{ id: 'session.save', title: 'Save the session …', group: 'File', keys: ['Mod+s'] },
      enabled: open,
      run: () => void save(),
    },
    {
      id: 'session.save-aside',
      title: 'Save the session that could not be shown …',
      group: 'File',
      keys: [],
      enabled: () => ui.sessionAside !== null,
      run: () => void saveAside(),
    },
    {
      ...{ id: 'session.link', title: 'Copy a link to what you see', group: 'File', keys: [] },
      enabled: () => open() && host.kind === 'browser',
      run: () => void copyLink(),
    },
    {
      ...{
        id: 'session.forget',
        title: 'Start afresh: forget this session',
        group: 'File',
        keys: [],
      },
      enabled: open,
      run: () => {
        void forgetSession();
        const first = library.entries.find(
          ({ directory }) => directory === lab.scenario?.directory,
        );
        const other = first ?? library.entries.find((entry) => entry.scenario !== null);
        if (other?.scenario) openScenario(context, other.scenario);
        ui.leftPane = 'source';
      },
    },
  ];
}
