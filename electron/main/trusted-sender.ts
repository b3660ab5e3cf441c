import type { IpcMainInvokeEvent } from 'electron';
import { isOwnUrl } from './origin.ts';

/** What of the event is looked at. */
export type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>;

/** Only the lab's own top frame may ask main for anything. */
export function isTrustedSender({ senderFrame }: Sender): boolean {
  // null: the frame is gone, or has navigated since it asked
  return senderFrame !== null && senderFrame.parent === null && isOwnUrl(senderFrame.url);
}
