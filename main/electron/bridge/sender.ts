import { isAppUrl } from '../security/origin.ts';

/** What `senderFrame` tells; null once the frame is gone. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Why a message is not from the top frame of one of our windows; null when it is. */
export function refuseSender(frame: SenderFrame | null, knownWindow: boolean): string | null {
  if (frame === null) return 'frame is gone';
  if (!knownWindow) return 'unknown window';
  if (frame.parent !== null) return 'not a top frame';
  return isAppUrl(frame.url) ? null : 'foreign origin';
}
