import { CHANNELS } from './channel-names.ts';
import type { Channel } from './channel.ts';
import { commandId } from './command.ts';
import { z } from './zod.ts';

const label = z.string().min(1).max(80);

const item = z.strictObject({
  /** What comes back to the page when the entry is chosen. */
  id: commandId,
  label,
  /**
   * A key chord as the renderer writes it (`Mod+O`, `Shift+F11`, `s`): shown beside the label. The renderer itself
   * listens to the keys, so that both shells behave alike.
   */
  key: z.string().min(1).max(40).optional(),
});

const group = z.strictObject({ label, items: z.array(item).max(60) });

export type MenuItem = z.infer<typeof item>;
export type MenuGroup = z.infer<typeof group>;

/** The renderer's commands become the application menu; main knows none of them by itself. */
export const offerCommands = {
  name: CHANNELS.offerCommands,
  request: z.array(group).max(20),
  reply: z.null(),
} as const satisfies Channel;
