import { CHANNELS } from './channel-names.ts';
import type { Channel } from './channel.ts';
import { z } from './zod.ts';

/** A recording or a picture; in bytes. */
export const MAX_SAVE_BYTES = 64 * 1024 * 1024;

const request = z.strictObject({
  // A name, never a path: no separators, no device or control characters, not hidden.
  suggestedName: z
    .string()
    .max(120)
    .regex(/^[^./\\:*?"<>|\u0000-\u001f][^/\\:*?"<>|\u0000-\u001f]*$/),
  data: z.union([
    z.string().max(MAX_SAVE_BYTES),
    z.instanceof(Uint8Array).refine((bytes) => bytes.length <= MAX_SAVE_BYTES),
  ]),
});

const reply = z.string().min(1).max(255).nullable();

/** Main shows the save dialog and writes the file; the answer is the name the user gave it. */
export const saveFile = {
  name: CHANNELS.saveFile,
  request,
  reply,
} as const satisfies Channel;
