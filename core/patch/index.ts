/**
 * Patches: reading the mails they come in (`parsePatch`), applying them to a tree (`applyPatch`),
 * saying which lines of both trees correspond (`composeLineMaps`, `invertLineMap`), and recognising
 * a posted patch in a scenario's own words (`isSamePatch`, `matchHunks`).
 */
export { PatchError } from './error.ts';
export { filePath, hunkName } from './patch.ts';
export type {
  DiffstatRow,
  DiffstatSummary,
  FileChange,
  FilePatch,
  Hunk,
  HunkLine,
  MailAuthor,
  MailHeader,
  MailTag,
  Patch,
} from './patch.ts';
export { parsePatch } from './parse.ts';
export { applyPatch } from './apply.ts';
export type { AppliedPatch, ApplyOptions } from './apply.ts';
// `LineMap` itself is not exported here: core/trace exports the same shape under that name.
export { composeLineMaps, invertLineMap } from './line-map.ts';
export { isSamePatch, normalizeSubject } from './mail/subject.ts';
export { matchHunks } from './match.ts';
export type { HunkMatch } from './match.ts';
