/** A session as a file: everything one sees, and the changes one made; not the recordings. */
import { z } from '../../contract/zod.ts';
import { SIDES } from '../model/session.ts';
import { LEFT_PANES } from '../stores/ui.ts';

export const SESSION_EXTENSION = 'folioscope';
const FORMAT = 'folioscope-session';
const VERSION = 1;

const address = z.string().regex(/^0x[0-9a-f]{1,16}$/);

const schema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** Folder of the scenario. */
  scenario: z.string().min(1),
  /** Files that what-if changes added or replaced, path → text. */
  files: z.record(z.string(), z.string()),
  variants: z.array(
    z.strictObject({
      state: z.string(),
      title: z.string(),
      base: z.string(),
      file: z.strictObject({ name: z.string(), text: z.string() }).nullable(),
    }),
  ),
  left: z.string().nullable(),
  right: z.string().nullable(),
  cursor: z.strictObject({ side: z.enum(SIDES), position: z.int().min(0) }),
  /** Where the cursor stood, to notice that the sources have changed since. */
  place: z.strictObject({ function: z.string(), file: z.string(), line: z.int() }).nullable(),
  selection: z.strictObject({ address, word: z.int().min(0).max(7) }).nullable(),
  level: z.int().min(0),
  view: z.strictObject({
    /** In older files; how the lab looks is the reader's to choose. */
    theme: z.string().optional(),
    sourceLayout: z.enum(['auto', 'columns', 'rows']),
    leftPane: z.enum(LEFT_PANES),
    /** Sizes of the panes, as the splitters keep them: name → text. */
    panes: z.record(z.string(), z.string()),
  }),
  mail: z.strictObject({ name: z.string(), text: z.string() }).nullable(),
  /** What single parts of the lab keep, by their names: breakpoints, watches … */
  parts: z.record(z.string(), z.json()),
});

export type Session = z.infer<typeof schema>;

export function sessionText(session: Omit<Session, 'format' | 'version'>): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, ...session }, null, 2) + '\n';
}

/** Whether a text means to be a session, right or wrong. */
export function looksLikeSession(text: string): boolean {
  return /^\s*\{[^}]{0,200}"format"\s*:\s*"folioscope-session"/.test(text);
}

/** Reads a session. Throws Error, with what is wrong and where in the file's terms. */
export function readSession(text: string, name: string): Session {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Error(`${name} is no session file: ${detail}`);
  }
  const { version } = (typeof value === 'object' && value !== null ? value : {}) as {
    version?: unknown;
  };
  if (typeof version === 'number' && version > VERSION) {
    throw new Error(
      `${name} was saved by a newer Folioscope (format ${version}; this one reads ${VERSION})`,
    );
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  throw new Error(`${name} is no session file${where}: ${issue?.message ?? 'wrong shape'}`);
}
