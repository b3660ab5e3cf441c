import type { LabContext } from '../commands/context.ts';
import { openScenario } from '../commands/open-scenario.ts';
import { openSession } from '../commands/session.ts';
import { labFile } from './lab-file.ts';

/**
 * Shows what the file holds that the lab runs from, if it does. Nothing is kept then: all files of a
 * machine share one storage, and the file begins where it was saved.
 */
export function showFile(context: LabContext): boolean {
  const file = labFile();
  if (!file) return false;
  const { session, directory, states } = file.about;
  if (session !== null && openSession(context, { name: 'this file', text: session })) return true;
  const { scenario } = context.library.entries.find((entry) => entry.directory === directory) ?? {};
  if (!scenario) return false;
  openScenario(context, scenario);
  context.lab.show(states[0] ?? null, states[1] ?? null);
  return true;
}
