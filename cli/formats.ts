/** `--format` and `--output`: what a command prints, in which form, and where to. */
import { Option, type Command } from 'commander';
import { toMailText, toMarkdown, type Report } from '../core/index.ts';
import type { Context } from './context.ts';
import { UsageError } from './errors.ts';
import { writeWhole } from './write-whole.ts';

/** What each format means, for the help. */
const MEANINGS: Record<string, string> = {
  text: 'for the terminal',
  markdown: 'tables in Markdown',
  mail: 'plain text for a mail',
  raw: 'the rows of dump_page()',
  c: 'a C initialiser',
  json: 'one JSON document',
  svg: 'a picture',
};

export interface FormatOptions<F extends string> {
  format?: F | 'text';
  output?: string;
}

/** Adds `--format` with `text`, which is the default, and the formats named; and `--output`. */
export function addFormats(command: Command, formats: readonly string[]): Command {
  const all = ['text', ...formats];
  const told = all.map((format) => `${format}: ${MEANINGS[format] ?? format}`).join('; ');
  return command
    .addOption(new Option('--format <format>', told).choices(all).default('text'))
    .option('-o, --output <file>', 'write to a file, whole or not at all')
    .hook('preAction', (_this, action) => {
      const { output, format } = action.opts<FormatOptions<string>>();
      if (output === undefined || format !== 'text') return;
      throw new UsageError(`--output ${output}: needs a --format (${formats.join(', ')})`);
    });
}

/** Prints a text, or writes it to the file that was asked for and says so. */
export function deliver(context: Context, text: string, output: string | undefined): void {
  if (output === undefined) context.out(text);
  else {
    const bytes = writeWhole(context.terminal.cwd, output, text);
    context.out(`${output}: ${bytes} bytes\n`);
  }
}

/** The two forms that every report has. */
export const REPORT_FORMATS = { markdown: toMarkdown, mail: toMailText } as const satisfies Record<
  string,
  (report: Report) => string
>;
