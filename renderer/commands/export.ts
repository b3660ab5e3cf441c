import { copyPng, copyText } from '../export/clipboard.ts';
import { exportsOf, FORMATS, type Export } from '../export/subjects.ts';
import { singleFile, type RunPart } from '../export/single-file.ts';
import { toLabError } from '../model/lab-error.ts';
import { plural } from '../model/text.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** What is shown, to the clipboard and to files. */
export function exportCommands(context: LabContext): Command[] {
  return [
    ...runCommands(context),
    ...exportsOf(context).flatMap((one) => [copyCommand(context, one), saveCommand(context, one)]),
  ];
}

/** The whole run with the lab in one file. A lab in a file has no files of its own to make one of. */
function runCommands(context: LabContext): Command[] {
  const { ui, host, lab, timeline } = context;
  const save = async (part: RunPart | null) => {
    const data = await singleFile(context, part);
    if (data === null || !lab.scenario) return;
    const suggestedName = `${fileName(lab.scenario.id)}.html`;
    const name = await host.saveFile({ suggestedName, data });
    const megabytes = (data.length / 1e6).toFixed(1);
    if (name !== null) ui.say(`Saved ${name}: ${megabytes} MB that play without a network`);
  };
  const command = (
    id: string,
    title: string,
    part: () => RunPart | null,
    enabled: () => boolean,
  ): Command => ({
    ...{ id: `export.${id}`, title, group: 'Export', keys: [] },
    enabled: () => lab.session !== null && host.kind !== 'file' && enabled(),
    run: () => void save(part()).catch((error: unknown) => ui.say(toLabError(error).message)),
  });
  return [
    command(
      'run',
      'Save the run as one HTML file …',
      () => null,
      () => true,
    ),
    command(
      'part',
      'Save the marked part of the run as one HTML file …',
      () => timeline.range,
      () => timeline.range !== null,
    ),
  ];
}

function copyCommand({ ui }: LabContext, one: Export): Command {
  const copy = async () => {
    const made = await one.make();
    if (!made) return;
    if (typeof made.data === 'string') {
      await copyText(made.data);
      const lines = made.data.split('\n').length - 1;
      ui.say(`Copied ${one.title}: ${plural(lines, 'line')}`);
    } else {
      await copyPng(made.data);
      ui.say(`Copied ${one.title}`);
    }
  };
  return {
    ...{ id: `export.copy-${one.id}`, title: `Copy ${one.title}`, group: 'Export', keys: [] },
    enabled: one.enabled,
    run: () => void copy().catch((error: unknown) => ui.say(toLabError(error).message)),
  };
}

function saveCommand({ ui, host }: LabContext, one: Export): Command {
  const save = async () => {
    const made = await one.make();
    if (!made) return;
    const suggestedName = `${fileName(made.name)}.${FORMATS[one.format].extension}`;
    const name = await host.saveFile({ suggestedName, data: made.data });
    if (name !== null) ui.say(`Saved ${name}`);
  };
  return {
    ...{ id: `export.save-${one.id}`, title: `Save ${one.title} …`, group: 'Export', keys: [] },
    enabled: one.enabled,
    run: () => void save().catch((error: unknown) => ui.say(toLabError(error).message)),
  };
}

/** Ids of states and scenarios may hold what no file name may. */
const fileName = (text: string) => text.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100);
