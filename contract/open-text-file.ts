import { CHANNELS } from './channel-names.ts';
import type { Channel } from './channel.ts';
import { z } from './zod.ts';

const request = z.strictObject({
  title: z.string().min(1).max(200),
  extensions: z.array(z.string().regex(/^[a-z0-9][a-z0-9.-]{0,15}$/i)).max(20),
});

const reply = z.strictObject({ name: z.string().min(1).max(255), text: z.string() }).nullable();

/** Main shows the open dialog and reads the chosen file; the renderer never names a path. */
export const openTextFile = {
  name: CHANNELS.openTextFile,
  request,
  reply,
} as const satisfies Channel;
