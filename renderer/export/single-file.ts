/** What is shown, with the lab itself, as one HTML file. */
import {
  kitTexts,
  recordingPart,
  singleFileHtml,
  type FileParts,
  type Scenario,
} from '../../core/index.ts';
import type { LabContext } from '../commands/context.ts';
import type { Side } from '../model/session.ts';
import { captureSession } from '../session/capture.ts';
import { readSession, sessionText } from '../session/file.ts';
import { packed } from './compress.ts';
import { fetchLabKit } from './lab-kit.ts';

/** Steps of the side that drives; `to` is exclusive. */
export interface RunPart {
  from: number;
  to: number;
}

/**
 * The whole run, or a part of it. Null where no recording is shown, or it was cancelled. Throws Error
 * where the lab's own files are not to be had, or no part can be taken.
 */
export async function singleFile(
  context: LabContext,
  part: RunPart | null,
): Promise<string | null> {
  const { lab, runs } = context;
  const { scenario } = lab;
  const sources = runs.sources();
  const shown = (['left', 'right'] as const).flatMap((side) => {
    const state = lab.sessions[side]?.state;
    return state ? [{ side, state, range: part && partOf(context, side, part) }] : [];
  });
  if (!scenario || !sources || shown.length === 0) return null;
  let session = captureSession(context);
  const { side: driver } = lab;
  const kit = await fetchLabKit();
  const parts: FileParts = {};
  for (const [name, text] of Object.entries(kitTexts(kit))) parts[name] = await packed(text);
  const files = filesOf(sources.files, scenario);
  parts['files'] = await packed(JSON.stringify(files));
  for (const [index, { side, state, range }] of shown.entries()) {
    const made = await runs.freeze(state, range);
    if (!made) return null;
    const { frozen, shift } = made;
    if (part && session !== null && side === driver) session = movedSession(session, shift);
    parts[recordingPart(index, 'json')] = await packed(frozen.json);
    parts[recordingPart(index, 'bytes')] = await packed(frozen.bytes);
  }
  const titles = shown.map(({ state }) => state.title).join(' and ');
  const steps = part ? `, steps ${part.from} to ${part.to - 1}` : '';
  return singleFileHtml({
    title: `${scenario.title}${steps} – Folioscope`,
    summary: `${scenario.title}${steps}: ${titles}. Unpacking the recording …`,
    style: kit.style,
    about: {
      directory: scenario.directory,
      states: shown.map(({ state }) => state.id),
      part: part !== null,
      session,
    },
    parts,
    nonce: crypto.randomUUID().replaceAll('-', ''),
  });
}

/** The model kernel, the scenario, and the patches that it takes from elsewhere. */
export function filesOf(
  files: Record<string, string>,
  { directory, states }: Pick<Scenario, 'directory' | 'states'>,
): Record<string, string> {
  const patches = new Set(states.flatMap((state) => state.patches));
  return Object.fromEntries(
    Object.entries(files).filter(
      ([path]) =>
        path.startsWith('kernel/') || path.startsWith(`${directory}/`) || patches.has(path),
    ),
  );
}

/** The same part of a state, by how the steps correspond. */
function partOf({ lab }: LabContext, side: Side, { from, to }: RunPart): RunPart {
  const across = (position: number) => lab.across(lab.side, side, position) ?? position;
  if (side === lab.side || lab.across(lab.side, side, 0) === null) return { from, to };
  const length = lab.sessions[side]?.trace.length ?? 0;
  const start = Math.min(across(from), Math.max(0, length - 1));
  const end = Math.min(across(to), length);
  return { from: start, to: Math.max(start + 1, end) };
}

/** The session with its cursor counted as in the part; what else has step numbers is left out. */
function movedSession(text: string, shift: number): string {
  const session = readSession(text, 'this session');
  const position = Math.max(0, session.cursor.position + shift);
  const { format: _format, version: _version, ...rest } = session;
  return sessionText({
    ...rest,
    cursor: { ...session.cursor, position },
    place: null,
    parts: {},
  });
}
