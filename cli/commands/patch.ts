/** `folioscope patch show`: what a posted patch says and changes, and which scenario models it. */
import path from 'node:path';
import type { Command } from 'commander';
import { filePath, parsePatch, type Patch } from '../../core/index.ts';
import type { Context } from '../context.ts';
import { ContentError } from '../errors.ts';
import { readText } from '../files.ts';
import { table, wrap } from '../output/table.ts';
import { recognise, type Recognised } from '../recognise.ts';

interface Options {
  json?: boolean;
}

/** So many Cc tags are still listed one by one. */
const MANY_COPIES = 4;

export function addPatch(program: Command, context: Context): void {
  const patch = program.command('patch').description('look at a patch');
  patch
    .command('show')
    .description(
      'author, subject, tags, files and hunks of a patch, and the scenario it belongs to',
    )
    .argument('<file>', 'a mail, the output of git format-patch, or a diff')
    .option('--json', 'print one JSON document')
    .action((file: string, options: Options) => {
      const text = readText(path.resolve(context.terminal.cwd, file));
      if (text === undefined) throw new ContentError(`${file}: there is no such file`);
      const parsed = parsePatch(text, file);
      const recognised = recognise(context.tree, parsed);
      if (options.json) {
        context.json({ ...patchJson(parsed), scenarios: recognised });
        return;
      }
      printHeader(context, parsed);
      printFiles(context, parsed);
      printRecognised(context, parsed, recognised);
    });
}

function patchJson(patch: Patch): Record<string, unknown> {
  const { name, header, files, diffstat, summary, warnings } = patch;
  return {
    file: name,
    header,
    files: files.map((one) => ({
      path: filePath(one),
      change: one.change,
      oldPath: one.oldPath,
      newPath: one.newPath,
      added: one.added,
      removed: one.removed,
      hunks: one.hunks.map(({ lines, ...hunk }) => ({
        ...hunk,
        text: lines.map(({ kind, text }) => kind + text),
      })),
    })),
    diffstat,
    summary,
    warnings,
  };
}

function printHeader(context: Context, { name, header }: Patch): void {
  const { style } = context.terminal;
  if (!header) {
    context.out(`${style.bold(name)}  a diff without a mail\n`);
    return;
  }
  const { subject, author, date, series, messageId, link, tags } = header;
  context.out(`${style.bold(subject)}\n`);
  const row = (label: string, text: string) =>
    context.out(`  ${style.dim(label.padEnd(10))} ${text}\n`);
  row('author', `${author.name} <${author.address}>`);
  if (date !== '') row('date', date);
  if (series) row('series', `v${series.version}, patch ${series.index} of ${series.total}`);
  if (messageId !== null) row('message-id', messageId);
  if (link !== null) row('link', link);
  printTags(context, tags);
}

type Tags = NonNullable<Patch['header']>['tags'];

/** One line per tag; a long list of Cc tags as one list of names. */
function printTags(context: Context, tags: Tags): void {
  const { style } = context.terminal;
  const shown = tags.filter((tag) => tag.name !== 'Link');
  const copies = shown.filter((tag) => tag.name === 'Cc');
  const folded = copies.length > MANY_COPIES;
  const names = copies.map((tag) => tag.value.replace(/\s*<[^>]*>$/, '').replace(/^"(.*)"$/, '$1'));
  const lines = shown
    .filter((tag) => !folded || tag.name !== 'Cc')
    .map((tag) => `${`${tag.name}:`.padEnd(14)} ${tag.value}`);
  if (folded) {
    wrap(names.join(', '), 72).forEach((part, index) => {
      lines.push(`${(index === 0 ? `Cc (${copies.length}):` : '').padEnd(14)} ${part}`);
    });
  }
  lines.forEach((line, index) => {
    context.out(`  ${style.dim((index === 0 ? 'tags' : '').padEnd(10))} ${line}\n`);
  });
}

function printFiles(context: Context, patch: Patch): void {
  const { style } = context.terminal;
  const { files } = patch;
  context.out('\nfiles\n');
  const width = Math.max(0, ...files.map((file) => filePath(file).length));
  for (const file of files) {
    const count = `${file.hunks.length} ${file.hunks.length === 1 ? 'hunk ' : 'hunks'}`;
    const change = file.change === 'modify' ? '' : `  ${file.change}`;
    const [plus, minus] = [style.green(`+${file.added}`), style.red(`-${file.removed}`)];
    context.out(`  ${filePath(file).padEnd(width)}  ${count}  ${plus} ${minus}${change}\n`);
    file.hunks.forEach((hunk, index) => {
      const range = `@@ -${hunk.oldStart},${hunk.oldCount} +${hunk.newStart},${hunk.newCount} @@`;
      const heading = hunk.heading === '' ? '' : ` ${hunk.heading}`;
      context.out(style.dim(`    ${String(index + 1).padStart(2)}  ${range}${heading}`) + '\n');
    });
  }
  const sum = (key: 'added' | 'removed') => files.reduce((total, file) => total + file[key], 0);
  const hunks = files.reduce((total, file) => total + file.hunks.length, 0);
  context.out(
    `\n${files.length} ${files.length === 1 ? 'file' : 'files'}, ${hunks} hunks, ` +
      `${sum('added')} lines added, ${sum('removed')} removed\n`,
  );
  if (patch.warnings.length > 0) {
    for (const warning of patch.warnings) context.out(`${style.yellow(`warning: ${warning}`)}\n`);
  } else if (patch.diffstat) {
    context.out(`${style.green('the diffstat agrees with the hunks')}\n`);
  } else {
    context.out(style.dim('there is no diffstat to check') + '\n');
  }
}

function printRecognised(context: Context, patch: Patch, recognised: Recognised[]): void {
  const { style } = context.terminal;
  if (recognised.length === 0) {
    context.out('\nno scenario models this patch\n');
    return;
  }
  for (const { id, title, diffs } of recognised) {
    context.out(`\nthis is the patch of scenario ${style.bold(id)}  ${title}\n`);
    const columns = diffs.map((diff) => ({
      title: `${path.basename(diff.path)} (${diff.states.join(', ')})`,
    }));
    const rows = patch.files.flatMap((file) =>
      file.hunks.flatMap((hunk, index) => {
        const cells = diffs.map(({ matches }) =>
          matches
            .filter((match) => match.file === filePath(file) && match.mailHunk === index)
            .map(
              (match) => `hunk ${match.ownHunk + 1}, ${Math.round(match.similarity * 100)} % alike`,
            )
            .join('; '),
        );
        if (cells.every((cell) => cell === '')) return [];
        return [[`${filePath(file)} hunk ${index + 1}`, ...cells]];
      }),
    );
    if (rows.length === 0) {
      context.out(
        '  recognised by its subject; no hunk of the model corresponds to one of the mail\n',
      );
      continue;
    }
    context.out(table([{ title: 'in the mail' }, ...columns], rows, { heading: style.dim }));
    printUnmatched(context, patch, diffs);
  }
}

/** Hunks of the mail that no diff of the scenario has a counterpart for. */
function printUnmatched(context: Context, patch: Patch, diffs: Recognised['diffs']): void {
  const { style } = context.terminal;
  const rest = patch.files.flatMap((file) => {
    const numbers = file.hunks.flatMap((_, index) => {
      const isMatch = (match: { file: string; mailHunk: number }) =>
        match.file === filePath(file) && match.mailHunk === index;
      return diffs.some(({ matches }) => matches.some(isMatch)) ? [] : [index + 1];
    });
    return numbers.length === 0 ? [] : [`${filePath(file)} ${numbers.join(' ')}`];
  });
  if (rest.length === 0) return;
  context.out('  without a counterpart in the model:\n');
  for (const line of wrap(rest.join(', '), 94)) context.out(style.dim(`    ${line}`) + '\n');
}
