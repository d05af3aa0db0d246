import type { WebSocket } from 'ws';
import type { FramePort } from '../console/ports.ts';

/** Bytes that may wait for a browser that does not read; past it the window is let go, and comes back for the whole. */
export const MAX_WAITING = 16 * 1024 * 1024;

/** One browser window: a WebSocket as the console wants it. */
export function webSocketPort(socket: WebSocket, log: (why: string) => void): FramePort {
  return {
    send(text) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_WAITING) {
        log('too slow');
        socket.terminate();
      } else socket.send(text);
    },
    onMessage: (listener) =>
      void socket.on('message', (data: Buffer, binary: boolean) => {
        if (!binary) listener(data.toString('utf8'));
      }),
    onClose: (listener) => void socket.once('close', () => listener()),
    close: () => socket.close(1001, 'the console is closing'),
  };
}
