/** One thing the lab can do. Menu, palette, shortcuts, buttons and the help page all come from these. */
export interface Command {
  /** Stable, `area.verb`: what a button, a test or a menu of the shell names. */
  id: string;
  title: string;
  group: CommandGroup;
  /** Key chords (see keys.ts); the first is the one that is shown. */
  keys: string[];
  /** May the command run now? Without it: always. */
  enabled?: () => boolean;
  run: () => void;
}

/** Headings of the menu and of the help page, in their order. */
export const GROUPS = [
  'Step',
  'Go to',
  'Timeline',
  'Breakpoints',
  'Verdict',
  'Differences',
  'States',
  'Source',
  'Page',
  'Memory',
  'Watch',
  'Notes',
  'Tour',
  'View',
  'Programs',
  'Export',
  'File',
] as const;
export type CommandGroup = (typeof GROUPS)[number];
