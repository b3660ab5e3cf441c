/** `folioscope export`: a run with the lab that plays it, in one file. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { InvalidArgumentError, type Command } from 'commander';
import {
  freezeRecording,
  kitTexts,
  recordingPart,
  singleFileHtml,
  sliceRecording,
  Timeline,
  type FileParts,
  type LabKit,
  type ScenarioState,
} from '../../core/index.ts';
import type { Context, OpenScenario } from '../context.ts';
import { ContentError, UsageError } from '../errors.ts';
import { packageRoot, readText } from '../files.ts';
import { record } from '../recorded.ts';
import { writeWhole } from '../write-whole.ts';

interface Options {
  html: string;
  state?: string[];
  from?: number;
  to?: number;
}

export function addExport(program: Command, context: Context): void {
  program
    .command('export')
    .description('write a run with the whole lab into one HTML file that needs no network')
    .argument('<scenario>')
    .requiredOption('--html <file>', 'the file to write')
    .option('--state <id...>', 'the states to put into it (default: the first and the last)')
    .option('--from <step>', 'only the steps from here on, of each state', parseStep)
    .option('--to <step>', 'only the steps up to here', parseStep)
    .action((name: string, { html, state, from, to }: Options) => {
      const open = context.openScenario(name);
      const { states } = open.scenario;
      const ids = state ?? [...new Set([states[0]?.id, states.at(-1)?.id])];
      const chosen = ids.flatMap((id) =>
        id === undefined ? [] : context.state(open.scenario, id),
      );
      const kit = readLabKit();
      const parts = sourceParts(open, kit);
      chosen.forEach((one, index) => {
        context.progress(index, chosen.length);
        Object.assign(parts, recordingParts(open, one, index, from, to));
      });
      context.progress(chosen.length, chosen.length);
      const { title, directory } = open.scenario;
      const text = singleFileHtml({
        title: `${title} – Folioscope`,
        summary: `${title}: ${chosen.map((one) => one.title).join(' and ')}. Unpacking the recording …`,
        style: kit.style,
        about: {
          directory,
          states: chosen.map(({ id }) => id),
          part: from !== undefined || to !== undefined,
          session: null,
        },
        parts,
        nonce: digest(parts),
      });
      const bytes = writeWhole(context.terminal.cwd, html, text);
      const shown = chosen.map(({ id }) => id).join(', ');
      context.out(`${html}: ${(bytes / 1e6).toFixed(1)} MB, ${shown}; plays without a network\n`);
    });
}

const packed = (data: string | Uint8Array) => deflateRawSync(data, { level: 9 }).toString('base64');

/** What the lab reads: as in the built lab's own collection of files. */
const SHIPPED = /\.(c|h|ya?ml|patch|diff|eml|txt|md)$/;

function parseStep(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('is not a step number.');
  return Number(text);
}

/** The same for the same contents. */
function digest(parts: FileParts): string {
  const hash = createHash('sha256');
  for (const [name, text] of Object.entries(parts)) hash.update(`${name} ${text}\n`);
  return hash.digest('hex').slice(0, 32);
}

function sourceParts({ tree, scenario }: OpenScenario, kit: LabKit): FileParts {
  const texts = Object.entries(kitTexts(kit)).map(([name, text]) => [name, packed(text)]);
  const shipped = [...tree.list('kernel/'), ...tree.list(`${scenario.directory}/`)].filter((file) =>
    SHIPPED.test(file),
  );
  // Patches may lie in another scenario's folder.
  const paths = new Set([...shipped, ...scenario.states.flatMap(({ patches }) => patches)]);
  const files = Object.fromEntries([...paths].map((file) => [file, tree.read(file) ?? '']));
  return { ...(Object.fromEntries(texts) as FileParts), files: packed(JSON.stringify(files)) };
}

function recordingParts(
  open: OpenScenario,
  state: ScenarioState,
  index: number,
  from?: number,
  to?: number,
): FileParts {
  const { trace } = record(open, state);
  const last = Math.min(to ?? Infinity, trace.length - 1);
  const first = from ?? 0;
  if (first > last) {
    throw new UsageError(`--from ${first}: ${state.id} has steps 0 to ${last} there`);
  }
  const whole = from === undefined && to === undefined;
  const part = whole ? trace.recording : sliceRecording(new Timeline(trace), first, last + 1);
  const { json, bytes } = freezeRecording(part);
  return {
    [recordingPart(index, 'json')]: packed(json),
    [recordingPart(index, 'bytes')]: packed(bytes),
  };
}

/** The lab as `npm run build` made it. Throws ContentError where it has not been made. */
function readLabKit(): LabKit {
  const folder = path.join(packageRoot(), 'dist', 'renderer');
  const read = (file: string) => {
    const text = readText(path.join(folder, file));
    if (text === undefined) {
      throw new ContentError(`dist/renderer/${file} is missing: run "npm run build" first`);
    }
    return text;
  };
  const files = JSON.parse(read('kit.json')) as LabKit;
  const workers = Object.entries(files.workers).map(([name, file]) => [name, read(file)]);
  return {
    code: read(files.code),
    style: read(files.style),
    workers: Object.fromEntries(workers) as Record<string, string>,
  };
}
