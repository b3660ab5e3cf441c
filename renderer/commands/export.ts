import { copyPng, copyText } from '../export/clipboard.ts';
import { exportsOf, FORMATS, type Export } from '../export/subjects.ts';
import { singleFile } from '../export/single-file.ts';
import { toLabError } from '../model/lab-error.ts';
import { plural } from '../model/text.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** What is shown, to the clipboard and to files. */
export function exportCommands(context: LabContext): Command[] {
  return [
    runCommand(context),
    ...exportsOf(context).flatMap((one) => [copyCommand(context, one), saveCommand(context, one)]),
  ];
}

/** The whole run with the lab in one file. A lab in a file has no files of its own to make one of. */
function runCommand(context: LabContext): Command {
  const { ui, host, lab } = context;
  const save = async () => {
    const data = await singleFile(context);
    if (data === null || !lab.scenario) return;
    const suggestedName = `${fileName(lab.scenario.id)}.html`;
    const name = await host.saveFile({ suggestedName, data });
    const megabytes = (data.length / 1e6).toFixed(1);
    if (name !== null) ui.say(`Saved ${name}: ${megabytes} MB that play without a network`);
  };
  return {
    ...{ id: 'export.run', title: 'Save the run as one HTML file …', group: 'Export', keys: [] },
    enabled: () => lab.session !== null && host.kind !== 'file',
    run: () => void save().catch((error: unknown) => ui.say(toLabError(error).message)),
  };
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
