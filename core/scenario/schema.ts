/**
 * The shape of `scenario.yaml`. Every object is strict: a key that is not listed here is an error,
 * because a misspelt key that is ignored is a setting that silently does nothing.
 */
import * as z from 'zod';
import { cName, identifier, text } from './schema-parts.ts';
import { tourPart } from './tour/schema.ts';

/** A path inside the scenario's own folder. */
export const localPath = text.refine(
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

const defineValue = z
  .union([z.string(), z.int(), z.boolean()], { error: 'must be a text, a whole number or true' })
  .transform((value) => (value === true ? '1' : String(value)));

const configs = z.record(configName, configValue);

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

/** Where a condition must hold: whenever execution comes there. */
const place = z.union(
  [z.literal('end'), z.strictObject({ mark: text }), z.strictObject({ function: cName })],
  { error: 'must be "end", or "mark:" with its text, or "function:" with its name' },
);

const CHECKS = ['exit', 'oops', 'warning', 'finding', 'log', 'clean', 'holds'] as const;

/** What must come true in a run of a state: one check, in words and for the machine. */
const expectation = z
  .strictObject({
    text,
    states: z.array(identifier).optional(),
    exit: z.int().optional(),
    oops: text.optional(),
    warning: text.optional(),
    finding: text.optional(),
    log: text.optional(),
    clean: z.literal(true).optional(),
    holds: text.optional(),
    at: place.optional(),
  })
  .refine((value) => CHECKS.filter((check) => value[check] !== undefined).length === 1, {
    error: `needs exactly one of: ${CHECKS.join(', ')}`,
  })
  .refine((value) => value.at === undefined || value.holds !== undefined, {
    error: '"at" says where "holds" is to hold: other checks are about the whole run',
    path: ['at'],
  });

/** What every file has that describes programs on a kernel in several states. */
export const common = {
  id: identifier,
  title: text,
  summary: text,
  kernel: z.strictObject({
    version: text,
    arch: text,
    config: configs.default({}),
  }),
  program: localPath,
  /** Further C files of the program. */
  sources: z.array(localPath).default([]),
  /** C files that become part of the kernel: `lab_module_init()` in one of them runs at boot. */
  modules: z.array(localPath).default([]),
  states: z.array(state).min(1, 'needs at least one state'),
};

export const scenarioSchema = z.strictObject({
  ...common,
  mode: z.enum(['module', 'user']),
  /** What a user program finds in `argv`, after its name. */
  args: z.array(text).default([]),
  mail: z.strictObject({ subjects: z.array(text).min(1, 'needs at least one subject') }).optional(),
  captures: captures.optional(),
  expect: z.array(expectation).default([]),
  notes: z.array(text).default([]),
  tour: tourPart.optional(),
});

export { configs, identifier, text };

export type ExpectationFile = z.infer<typeof expectation>;
export type StateFile = z.infer<typeof state>;
export type ScenarioFile = z.infer<typeof scenarioSchema>;
