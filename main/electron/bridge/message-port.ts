import type { MessagePortMain } from 'electron';
import type { FramePort, Logger } from '../../console/ports.ts';

/** The longest legal message is a search text in a board view; a page that sends more is broken or not ours. */
export const LONGEST_MESSAGE = 64 * 1024;

/** Text over a `MessagePortMain`. A message that is no text or too long ends the port, and is logged. */
export function framePort(port: MessagePortMain, log: Logger): FramePort {
  let closed = false;
  const ended: (() => void)[] = [];
  const end = (): void => {
    if (closed) return;
    closed = true;
    for (const listener of ended) listener();
  };
  port.on('close', end);
  const close = (): void => {
    port.close();
    end();
  };
  return {
    send: (text) => {
      if (!closed) port.postMessage(text);
    },
    onMessage: (listener) => {
      port.on('message', ({ data }: { data: unknown }) => {
        if (closed) return;
        if (typeof data === 'string' && data.length <= LONGEST_MESSAGE) return listener(data);
        log.warn('port message refused', { type: typeof data, length: String(data).length });
        close();
      });
      port.start();
    },
    onClose: (listener) => void ended.push(listener),
    close,
  };
}
