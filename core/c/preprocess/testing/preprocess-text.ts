import { FileTable } from '../../token.ts';
import type { Token } from '../../token.ts';
import { preprocess } from '../preprocess.ts';
import type { PreprocessOptions } from '../preprocess.ts';

/** Preprocesses `a.c` (or the first file) out of a handful of files; without the final token. */
export function tokensOf(
  sources: string | Record<string, string>,
  options: Partial<PreprocessOptions> = {},
  files = new FileTable(),
): Token[] {
  const tree: Record<string, string> = typeof sources === 'string' ? { 'a.c': sources } : sources;
  const read = (path: string) => (Object.hasOwn(tree, path) ? tree[path] : undefined);
  const main = Object.keys(tree)[0]!;
  const tokens = preprocess(main, { read }, files, { includePaths: [], defines: {}, ...options });
  return tokens.slice(0, -1);
}

/** The texts of the tokens, with one space between them. */
export function textOf(
  sources: string | Record<string, string>,
  options: Partial<PreprocessOptions> = {},
): string {
  return tokensOf(sources, options)
    .map((token) => token.text)
    .join(' ');
}

/** The places of the tokens, as `file:line:column text`, with `@macro` for those out of a macro. */
export function placesOf(
  sources: string | Record<string, string>,
  options: Partial<PreprocessOptions> = {},
): string[] {
  const files = new FileTable();
  return tokensOf(sources, options, files).map((token) => {
    const macro = token.macro === null ? '' : ` @${token.macro}`;
    return `${files.paths[token.file]}:${token.line}:${token.column} ${token.text}${macro}`;
  });
}

/** What `run` throws, formatted if it is an error in a source. */
export function errorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error && 'format' in error
      ? (error as { format(): string }).format()
      : String(error);
  }
  return 'nothing thrown';
}
