/** Names alone, so that the preload carries no schemas: it only forwards. */
export const CHANNELS = {
  openTextFile: 'folioscope:open-text-file',
  saveFile: 'folioscope:save-file',
  offerCommands: 'folioscope:offer-commands',
  /** From main to the page: a command id. */
  command: 'folioscope:command',
} as const;
