/** What a user has set, for all scenarios: how the lab looks, and which keys mean what. */
import { z } from '../../contract/zod.ts';

export const THEMES = ['system', 'light', 'dark', 'contrast-light', 'contrast-dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Pairs of colours for what is in one state only; both are told apart with any kind of colour vision. */
export const DIFFERENCE_COLOURS = ['orange-blue', 'gold-violet'] as const;
export type DifferenceColours = (typeof DIFFERENCE_COLOURS)[number];

export const MOTIONS = ['system', 'reduced', 'full'] as const;
export type Motion = (typeof MOTIONS)[number];

/** Sizes of everything, 1 is as designed. */
export const ZOOMS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** Seconds that a tour which plays by itself stays at a stop. */
export const TOUR_PAUSES = [5, 10, 20, 40, 60] as const;

const FORMAT = 'folioscope-settings';
const VERSION = 1;

const fields = {
  theme: z.enum(THEMES),
  differences: z.enum(DIFFERENCE_COLOURS),
  zoom: z.number().min(0.5).max(3),
  motion: z.enum(MOTIONS),
  /** Larger type and fewer panes, for a wall. */
  projector: z.boolean(),
  tourPause: z.number().min(1).max(600),
  /** Key chords of commands, where they are not the usual ones: id → chords. */
  keys: z.record(z.string().max(60), z.array(z.string().min(1).max(40)).max(8)),
};

export type Settings = { [Name in keyof typeof fields]: z.infer<(typeof fields)[Name]> };

/** What counts until somebody sets something else. */
export function defaultSettings(): Settings {
  return {
    theme: 'system',
    differences: 'orange-blue',
    zoom: 1,
    motion: 'system',
    projector: false,
    tourPause: 20,
    keys: {},
  };
}

export function settingsText(settings: Settings): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, ...settings }, null, 2) + '\n';
}

export interface ReadSettings {
  settings: Settings;
  /** What could not be used, in words for the user; null if all was well. */
  problem: string | null;
}

/**
 * Reads settings. Never throws: a setting that is wrong has its usual value, the others count, and
 * `problem` says which; a text that is no settings at all gives the usual ones.
 */
export function readSettings(text: string): ReadSettings {
  const settings = defaultSettings();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { settings, problem: error instanceof Error ? error.message : String(error) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { settings, problem: 'they are not an object' };
  }
  const { format, version } = value as { format?: unknown; version?: unknown };
  if (format !== FORMAT) return { settings, problem: `format is not "${FORMAT}"` };
  if (typeof version !== 'number' || version > VERSION) {
    return {
      settings,
      problem: `a newer Folioscope wrote them (this one reads version ${VERSION})`,
    };
  }
  const wrong: string[] = [];
  const taken: Record<string, unknown> = { ...settings };
  for (const [name, field] of Object.entries(fields)) {
    const given = (value as Record<string, unknown>)[name];
    if (given === undefined) continue;
    const checked = field.safeParse(given);
    if (checked.success) taken[name] = checked.data;
    else wrong.push(`${name}: ${checked.error.issues[0]?.message ?? 'wrong'}`);
  }
  return { settings: taken as Settings, problem: wrong.length > 0 ? wrong.join('; ') : null };
}
