/** What is shown, with the lab itself, as one HTML file. */
import { kitTexts, recordingPart, singleFileHtml, type FileParts } from '../../core/index.ts';
import type { LabContext } from '../commands/context.ts';
import { captureSession } from '../session/capture.ts';
import { packed } from './compress.ts';
import { fetchLabKit } from './lab-kit.ts';

/** Null where no recording is shown. Throws Error where the lab's own files are not to be had. */
export async function singleFile(context: LabContext): Promise<string | null> {
  const { lab, runs } = context;
  const { scenario } = lab;
  const sources = runs.sources();
  const shown = [lab.sessions.left, lab.sessions.right].flatMap((session) =>
    session ? [session.state] : [],
  );
  if (!scenario || !sources || shown.length === 0) return null;
  const session = captureSession(context);
  const kit = await fetchLabKit();
  const parts: FileParts = {};
  for (const [name, text] of Object.entries(kitTexts(kit))) parts[name] = await packed(text);
  const files = filesOf(sources.files, scenario.directory);
  parts['files'] = await packed(JSON.stringify(files));
  for (const [index, state] of shown.entries()) {
    const frozen = await runs.freeze(state);
    if (!frozen) return null;
    parts[recordingPart(index, 'json')] = await packed(frozen.json);
    parts[recordingPart(index, 'bytes')] = await packed(frozen.bytes);
  }
  const titles = shown.map(({ title }) => title).join(' and ');
  return singleFileHtml({
    title: `${scenario.title} – Folioscope`,
    summary: `${scenario.title}: ${titles}. Unpacking the recording …`,
    style: kit.style,
    about: { directory: scenario.directory, states: shown.map(({ id }) => id), session },
    parts,
    nonce: crypto.randomUUID().replaceAll('-', ''),
  });
}

/** The model kernel and the scenario: what the sources of the recorded states are made of. */
export function filesOf(files: Record<string, string>, directory: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).filter(
      ([path]) => path.startsWith('kernel/') || path.startsWith(`${directory}/`),
    ),
  );
}
