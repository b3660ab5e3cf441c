import {
  filePath,
  matchHunks,
  parsePatch,
  type FileTree,
  type Patch,
  type Scenario,
  type ScenarioState,
  type Trace,
} from '../../core/index.ts';

/** One hunk of the mail with the model's hunk that does the same. */
export interface HunkPair {
  file: string;
  mailHunk: number;
  ownHunk: number;
  similarity: number;
}

/** A mail that a scenario knows, and the state whose diff is nearest to it. */
export interface Recognition {
  scenario: Scenario;
  state: ScenarioState;
  /** The state's own diff, whose hunks `pairs` refers to. */
  own: Patch;
  pairs: HunkPair[];
}

/** Subjects are compared without prefixes such as `[PATCH v9 11/20]`, `Re:` and the archive's `+ … added to …`. */
export function plainSubject(subject: string): string {
  return subject
    .replace(/^(\s*(re|fwd?):|\s*\[[^\]]*\]|\s*[+-]\s)+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Which of these scenarios the mail belongs to, else null. Throws PatchError if a scenario's own diff is broken. */
export function recogniseMail(
  mail: Patch,
  scenarios: readonly Scenario[],
  tree: FileTree,
): Recognition | null {
  const subject = mail.header ? plainSubject(mail.header.subject) : '';
  for (const scenario of scenarios) {
    const subjects = scenario.patchMail?.subjects ?? [];
    if (!subjects.some((known) => plainSubject(known) === subject)) continue;
    const candidates = scenario.states.flatMap((state) => {
      const path = state.patches.at(-1);
      const text = path === undefined ? undefined : tree.read(path);
      if (path === undefined || text === undefined) return [];
      const own = parsePatch(text, path);
      const pairs = matchHunks(mail, own);
      const similarity = pairs.reduce((sum, pair) => sum + pair.similarity, 0);
      return [{ scenario, state, own, pairs, similarity, version: sameVersion(mail, own) }];
    });
    // The same patch in several versions: the version tells, else the text of the hunks.
    const best = candidates.toSorted(
      (a, b) => Number(b.version) - Number(a.version) || b.similarity - a.similarity,
    )[0];
    if (best) {
      const { state, own, pairs } = best;
      return { scenario, state, own, pairs };
    }
  }
  return null;
}

/** Both subjects say `[PATCH vN …]` with the same N; a mail without a version says nothing. */
function sameVersion(mail: Patch, own: Patch): boolean {
  const version = mail.header?.series?.version;
  return version !== undefined && version === own.header?.series?.version;
}

/** First steps at the lines that a hunk of the state's own diff adds, or keeps if it adds none. */
export function hunkSteps(trace: Trace, own: Patch, pair: HunkPair): number[] {
  const file = own.files.find((candidate) => filePath(candidate) === pair.file);
  const hunk = file?.hunks[pair.ownHunk];
  if (!file || !hunk) return [];
  const path = trace.program.files.find(
    (candidate) => candidate === pair.file || candidate.endsWith(`/${pair.file}`),
  );
  if (path === undefined) return [];
  const lines = { '+': [] as number[], ' ': [] as number[] };
  let line = hunk.newStart;
  for (const { kind } of hunk.lines) {
    if (kind === '-') continue;
    lines[kind].push(line);
    line++;
  }
  const steps = (numbers: number[]) => numbers.flatMap((at) => trace.stepsAtLine(path, at));
  const added = steps(lines['+']);
  return (added.length > 0 ? added : steps(lines[' '])).toSorted((a, b) => a - b);
}
