import { CHANNELS } from './channel-names.ts';
import type { Channel } from './channel.ts';
import { z } from './zod.ts';

/** Settings are small; what is larger is no settings. In characters. */
export const MAX_SETTINGS = 256 * 1024;

const text = z.string().max(MAX_SETTINGS);

/** The user's settings as text, null where there are none yet. What they mean, only the renderer knows. */
export const readSettings = {
  name: CHANNELS.readSettings,
  request: z.null(),
  reply: text.nullable(),
} as const satisfies Channel;

/**
 * Main keeps the settings in a file of the user's; `aside`: in another one, for settings that could not be used. The
 * answer is that file's path, for the user to find it; the renderer never names one.
 */
export const writeSettings = {
  name: CHANNELS.writeSettings,
  request: z.strictObject({ text, aside: z.boolean() }),
  reply: z.string(),
} as const satisfies Channel;
