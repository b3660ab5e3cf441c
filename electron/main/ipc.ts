import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Channel, Outcome, ReplyOf, RequestOf } from '../../contract/channel.ts';
import { isTrustedSender } from './trusted-sender.ts';

/**
 * Answers a channel. The handler runs only for a trusted sender and a request that fits the channel's schema; what it
 * throws becomes the message of a failed outcome.
 */
export function answerChannel<C extends Channel>(
  ipcMain: Pick<IpcMain, 'handle'>,
  channel: C,
  handler: (request: RequestOf<C>, event: IpcMainInvokeEvent) => Promise<ReplyOf<C>>,
): void {
  ipcMain.handle(channel.name, async (event, ...args: unknown[]): Promise<Outcome<ReplyOf<C>>> => {
    if (!isTrustedSender(event)) return refuse(channel, 'the sender is not the lab');
    const [payload, ...rest] = args;
    const request = channel.request.safeParse(payload);
    if (!request.success || rest.length > 0) {
      return refuse(channel, 'the request does not fit the channel');
    }
    try {
      return { ok: true, value: await handler(request.data as RequestOf<C>, event) };
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  });
}

function refuse(channel: Channel, reason: string): { ok: false; error: string } {
  console.warn(`refused ${channel.name}: ${reason}`);
  return { ok: false, error: `${channel.name}: ${reason}` };
}
