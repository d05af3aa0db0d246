import { HandSpoken } from '../../gateway/push/hand-spoken.ts';

/**
 * Many consoles in one process at little cost: each speaks just enough Socket.IO to subscribe to `/dispatch`, and reads of a delta
 * only when its last change was committed (`plannedEnd`, as the flooding gateway writes it).
 */
export interface Member {
  readonly open: boolean;
  /** Bytes of text of the snapshot's first page. */
  readonly snapshotBytes: number;
  /** Milliseconds from the start of the connection to the subscription's answer. */
  readonly freshAfter: number;
  /** From commit to here, ms, since the last `splice`. */
  readonly latencies: number[];
  pause(): void;
  resume(): void;
  /** Asks for the snapshot's second page again and does not wait: what a console that hangs while catching up has under way. */
  askAgain(): void;
  close(): void;
}

const COMMITTED = '"plannedEnd":';

/** Rejects with what the gateway said, where it does not let in: an HTTP status, or the reason of closing. */
export function joinCrowd(url: string, token: string): Promise<Member> {
  const started = performance.now();
  const latencies: number[] = [];
  let snapshotBytes = 0;
  let freshAfter = NaN;
  let cursor = '';
  return new Promise((resolve, reject) => {
    const heard = (data: Buffer): void => {
      const head = data.toString('latin1', 0, 24);
      if (head.startsWith('0')) spoken.join('dispatch');
      else if (head.startsWith('40/dispatch')) ask('sub', { epoch: null, seq: 0 });
      else if (head.startsWith('44/dispatch')) reject(new Error(data.toString('utf8')));
      else if (head.startsWith('43/dispatch')) {
        if (Number.isFinite(freshAfter)) return;
        snapshotBytes = data.length;
        cursor = /"cursor":"([^"]+)"/.exec(data.toString('latin1'))?.[1] ?? '';
        freshAfter = performance.now() - started;
        resolve({
          get open() {
            return ws.readyState === ws.OPEN;
          },
          snapshotBytes,
          freshAfter,
          latencies,
          pause: () => ws.pause(),
          resume: () => ws.resume(),
          askAgain: () => ask('page', { cursor }),
          close: () => ws.terminate(),
        });
      } else if (head.startsWith('42/dispatch,["d"')) {
        const text = data.toString('latin1');
        const at = text.lastIndexOf(COMMITTED);
        if (at >= 0) latencies.push(Date.now() - Number.parseInt(text.slice(at + COMMITTED.length), 10));
      }
    };
    const spoken = new HandSpoken(url, token, { heard, perMessageDeflate: false });
    const { ws } = spoken;
    const ask = (event: string, body: object): void =>
      void spoken.emit('dispatch', event, { stream: 'dispatch', ...body });
    ws.on('error', reject);
    ws.on('close', (code) => reject(new Error(`closed ${String(code)}`)));
  });
}
