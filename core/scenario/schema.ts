/**
 * The shape of `scenario.yaml`. Every object is strict: a key that is not listed here is an error,
 * because a misspelt key that is ignored is a setting that silently does nothing.
 */
import * as z from 'zod';

/* No generated code: the lab's content security policy forbids `eval`. */
z.config({ jitless: true });

const text = z.string().trim().min(1, 'must not be empty');

const identifier = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by "-", such as "as-posted"');

/** A path inside the scenario's own folder. */
const localPath = text.refine(
  (path) => !path.startsWith('/') && !path.split('/').some((part) => part === '..' || part === '.'),
  'must be a path inside the scenario folder, without "." or ".." parts',
);

/** A diff: in the scenario's own folder, or one that another scenario has. */
const patchPath = text.refine((path) => {
  const inside = path.replace(/^\.\.\/[a-z0-9-]+\//, '');
  return (
    !inside.startsWith('/') && !inside.split('/').some((part) => part === '..' || part === '.')
  );
}, 'must be a path inside the scenario folder, or inside its neighbour as in "../other/a.patch"');

/** A hunk of the state's diffs that is left out: the file as the diff names it, and which hunk of it. */
const hunkName = z
  .string()
  .regex(
    /^[^:]+:[1-9][0-9]*$/,
    'must be a file and the number of its hunk, such as "mm/memory.c:1"',
  );

const configName = z
  .string()
  .regex(/^CONFIG_[A-Z0-9_]+$/, 'must be a name such as CONFIG_DEBUG_VM');
const configValue = z.union([z.boolean(), z.int(), z.string()], {
  error: 'must be true, false, a whole number or a text',
});

const cName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a C identifier');
const defineValue = z
  .union([z.string(), z.int(), z.boolean()], { error: 'must be a text, a whole number or true' })
  .transform((value) => (value === true ? '1' : String(value)));

const state = z.strictObject({
  id: identifier,
  title: text,
  patches: z.array(patchPath).default([]),
  without: z.array(hunkName).default([]),
  defines: z.record(cName, defineValue).default({}),
  program: localPath.optional(),
});

/** Which captures of real kernels the program reproduces: same actions, same snapshots. */
const captures = z.strictObject({
  /** As the captures call their scenarios. */
  names: z.array(text).min(1, 'needs at least one name'),
  /** The captured variant → the state that is to agree with it. */
  states: z.record(text, identifier),
});

export const scenarioSchema = z.strictObject({
  id: identifier,
  title: text,
  summary: text,
  kernel: z.strictObject({
    version: text,
    arch: text,
    config: z.record(configName, configValue).default({}),
  }),
  mode: z.enum(['module', 'user']),
  program: localPath,
  states: z.array(state).min(1, 'needs at least one state'),
  mail: z.strictObject({ subjects: z.array(text).min(1, 'needs at least one subject') }).optional(),
  captures: captures.optional(),
  notes: z.array(text).default([]),
});

export type ScenarioFile = z.infer<typeof scenarioSchema>;
