/** `folioscope export`: a run with the lab that plays it, in one file. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Command } from 'commander';
import {
  freezeRecording,
  kitTexts,
  recordingPart,
  singleFileHtml,
  type FileParts,
  type LabKit,
  type ScenarioState,
} from '../../core/index.ts';
import type { Context, OpenScenario } from '../context.ts';
import { ContentError } from '../errors.ts';
import { packageRoot, readText } from '../files.ts';
import { record } from '../recorded.ts';
import { writeWhole } from '../write-whole.ts';

interface Options {
  html: string;
  state?: string[];
}

export function addExport(program: Command, context: Context): void {
  program
    .command('export')
    .description('write a run with the whole lab into one HTML file that needs no network')
    .argument('<scenario>')
    .requiredOption('--html <file>', 'the file to write')
    .option('--state <id...>', 'the states to put into it (default: the first and the last)')
    .action((name: string, { html, state }: Options) => {
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
        Object.assign(parts, recordingParts(open, one, index));
      });
      context.progress(chosen.length, chosen.length);
      const { title, directory } = open.scenario;
      const text = singleFileHtml({
        title: `${title} – Folioscope`,
        summary: `${title}: ${chosen.map((one) => one.title).join(' and ')}. Unpacking the recording …`,
        style: kit.style,
        about: { directory, states: chosen.map(({ id }) => id), session: null },
        parts,
        nonce: digest(parts),
      });
      const bytes = writeWhole(context.terminal.cwd, html, text);
      const shown = chosen.map(({ id }) => id).join(', ');
      context.out(`${html}: ${(bytes / 1e6).toFixed(1)} MB, ${shown}; plays without a network\n`);
    });
}

const packed = (data: string | Uint8Array) => deflateRawSync(data, { level: 9 }).toString('base64');

/** The same for the same contents. */
function digest(parts: FileParts): string {
  const hash = createHash('sha256');
  for (const [name, text] of Object.entries(parts)) hash.update(`${name} ${text}\n`);
  return hash.digest('hex').slice(0, 32);
}

function sourceParts({ tree, scenario }: OpenScenario, kit: LabKit): FileParts {
  const texts = Object.entries(kitTexts(kit)).map(([name, text]) => [name, packed(text)]);
  const paths = [...tree.list('kernel/'), ...tree.list(`${scenario.directory}/`)];
  const files = Object.fromEntries(paths.map((file) => [file, tree.read(file) ?? '']));
  return { ...(Object.fromEntries(texts) as FileParts), files: packed(JSON.stringify(files)) };
}

function recordingParts(open: OpenScenario, state: ScenarioState, index: number): FileParts {
  const { json, bytes } = freezeRecording(record(open, state).trace.recording);
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
