import { once } from 'node:events';
import { HandSpoken } from '../../gateway/push/hand-spoken.ts';
import type { Dice } from './junk.ts';
import { malformed } from './packets.ts';
import { Tally } from './tally.ts';

/** Packets of one connection: under the burst of each event's bucket, so that most are judged by their schema. */
const PER_CONNECTION = 60;
const AT_ONCE = 8;
const SPACES = ['dispatch', 'alerts', 'analytics'];
const SENTINEL = 999_999;

/** Malformed Socket.IO packets over real sockets, each connection with a good token. */
export async function fuzzSockets(url: string, token: string, count: number, d: Dice): Promise<Tally> {
  const tally = new Tally('socket packets');
  const worker = async (): Promise<void> => {
    while (tally.sent < count)
      await connection(url, token, Math.min(PER_CONNECTION, count - tally.sent), d, tally);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return tally;
}

async function connection(url: string, token: string, most: number, d: Dice, tally: Tally): Promise<void> {
  const pending = new Set<number>();
  let silent = 0;
  let done: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (done = resolve));
  let joined = 0;
  const heard = (data: Buffer): void => {
    const message = data.toString('utf8');
    if (message.startsWith('40/')) joined += 1;
    const answer = /^43\/\w+,(\d+)(.*)$/s.exec(message);
    if (answer === null) return;
    const id = Number(answer[1]);
    if (id === SENTINEL) return done();
    if (!pending.delete(id)) return;
    const [result] = JSON.parse(answer[2] ?? '[]') as [{ ok: boolean; error?: { code: string } }];
    tally.add(result.ok ? 'was good after all' : `answered ${result.error?.code ?? '?'}`);
  };
  const spoken = new HandSpoken(url, token, { heard, perMessageDeflate: false });
  const { ws } = spoken;
  let code: number | null = null;
  ws.on('close', (closed: number) => {
    code = closed;
    done();
  });
  // A close code says what was wrong; `error` comes with it.
  ws.on('error', () => done());
  await Promise.race([once(ws, 'open'), over]);
  for (const space of SPACES) spoken.join(space);
  const until = Date.now() + 10_000;
  while (joined < SPACES.length && code === null && Date.now() < until)
    await new Promise((r) => setTimeout(r, 1));
  if (joined < SPACES.length) throw new Error(`a good console was not let in (closed ${String(code)})`);

  const framed = d.int(8) > 0;
  for (let n = 0; n < most && ws.readyState === ws.OPEN; n++) {
    const { data, asks } = malformed(d, n, framed);
    tally.sent += 1;
    if (asks) pending.add(n);
    else silent += 1;
    ws.send(data);
  }
  spoken.emit('dispatch', 'unsub', { stream: 'dispatch' }, SENTINEL);
  const patience = setTimeout(done, 15_000);
  await over;
  clearTimeout(patience);
  const closed = code ?? (ws.readyState === ws.OPEN ? null : 1006);
  if (closed === null) {
    // Still open: the gateway has read all of them, or the sentinel would not have been answered.
    tally.add('read, counted, not answered', silent);
    tally.add('asked and not answered', pending.size);
  } else {
    tally.add(`gone with its connection (closed ${String(closed)})`, silent + pending.size);
    tally.connectionsClosed += 1;
  }
  ws.terminate();
}
