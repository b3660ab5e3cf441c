/** Names alone, so that the preload carries no schemas: it only forwards. */
export const CHANNELS = {
  openTextFile: 'folioscope:open-text-file',
  saveFile: 'folioscope:save-file',
  readSettings: 'folioscope:read-settings',
  writeSettings: 'folioscope:write-settings',
  offerCommands: 'folioscope:offer-commands',
  /** From main to the page: a command id. */
  command: 'folioscope:command',
} as const;
