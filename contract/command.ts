import { z } from './zod.ts';

/** Main tells the renderer: do this. The renderer's commands are the only ones that know what it means. */
export const COMMAND_CHANNEL = 'folioscope:command';

export const commandId = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/);
