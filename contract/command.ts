import { z } from './zod.ts';

/** An id of one of the renderer's commands, as it travels from the menu. Only the renderer knows what it means. */
export const commandId = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/);
