/** From the lab to a session and back. */
import { loadScenario } from '../../core/index.ts';
import type { LabContext } from '../commands/context.ts';
import { openMail } from '../commands/file.ts';
import { openScenario } from '../commands/open-scenario.ts';
import { createFileTree } from '../model/file-tree.ts';
import { sessionText, type Session } from './file.ts';
import { readPanes, writePanes } from './panes.ts';
import { PARTS } from './parts.ts';

/** The session as text; null while no scenario is open. */
export function captureSession(context: LabContext): string | null {
  const { lab, ui, mail, whatIf } = context;
  const { scenario, session, position } = lab;
  if (!scenario) return null;
  const step =
    session && session.trace.length > 0 ? Math.min(position, session.trace.length - 1) : null;
  const at = session && step !== null ? session.trace.step(step) : null;
  return sessionText({
    scenario: scenario.directory,
    files: { ...whatIf.files },
    variants: [...whatIf.variants],
    left: lab.left,
    right: lab.right,
    cursor: { ...lab.cursor },
    place: at && { function: at.functionName, file: at.file, line: at.line },
    selection: lab.selection && {
      address: `0x${lab.selection.address.toString(16)}`,
      word: lab.selection.word,
    },
    level: lab.level,
    view: {
      sourceLayout: ui.sourceLayout,
      leftPane: ui.leftPane,
      panes: readPanes(),
    },
    mail: mail.file,
    parts: Object.fromEntries(PARTS.map(({ name, save }) => [name, save(context)])),
  });
}

/**
 * Shows what a session holds. Throws Error if its scenario is not there or cannot be loaded; nothing
 * has changed then.
 */
export function restoreSession(context: LabContext, session: Session): void {
  const { lab, library, ui, mail, whatIf } = context;
  const tree = createFileTree({ ...library.files, ...session.files });
  if (tree.read(`${session.scenario}/scenario.yaml`) === undefined) {
    throw new Error(
      `the session is of ${session.scenario}, which this Folioscope does not have; put that folder where the other scenarios are`,
    );
  }
  const scenario = loadScenario(tree, session.scenario);

  mail.close();
  if (session.mail) openMail(context, session.mail, false);
  openScenario(context, scenario, session.files);
  whatIf.files = session.files;
  whatIf.variants = session.variants;
  const known = (state: string | null) => scenario.states.some(({ id }) => id === state);
  lab.show(
    known(session.left) ? session.left : lab.left,
    known(session.right) ? session.right : null,
  );
  lab.seek(session.cursor.position, session.cursor.side);
  if (session.selection) lab.select(BigInt(session.selection.address), session.selection.word);
  lab.level = session.level;
  ui.sourceLayout = session.view.sourceLayout;
  ui.leftPane = session.view.leftPane;
  writePanes(session.view.panes);
  for (const { name, load } of PARTS) {
    const value = session.parts[name];
    if (value !== undefined) load(context, value);
  }
}

/** What to say when the run is there but the step is another one than when the session was saved. */
export function movedText(context: LabContext, { place }: Session): string | null {
  const { session, position } = context.lab;
  if (!place || !session || session.trace.length === 0) return null;
  const now = session.trace.step(Math.min(position, session.trace.length - 1));
  if (now.functionName === place.function && now.file === place.file && now.line === place.line) {
    return null;
  }
  return `The sources have changed since this session was saved: it stood in ${place.function}(), ${place.file}:${place.line}; this step is in ${now.functionName}()`;
}
