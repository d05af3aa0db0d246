import dns from 'node:dns';
import { io, type Socket } from 'socket.io-client';
import type { Change } from '../../../contract/stream.ts';
import { loseNames } from '../names.ts';
import type { FromConsoles, ToConsoles } from '../messages.ts';

/** Reference consoles on Socket.IO alone: its own reconnecting, alarms as they come, each told once by what is in memory. */
const SAMPLE_MS = 200;
const names = loseNames(dns);
const desks = new Map<number, Socket>();
const tell = (message: FromConsoles): void => void process.send?.(message);

function open({ console: index, gateway }: Extract<ToConsoles, { t: 'open' }>): void {
  let first = true;
  const known = new Set<string>();
  const socket = io(`${gateway}/alerts`, {
    transports: ['websocket'],
    forceNew: true,
    auth: (give) => {
      give({ first });
      first = false;
    },
  });
  const seen = (ids: readonly string[]): void => {
    for (const id of ids) known.add(id);
    if (ids.length > 0) tell({ t: 'seen', console: index, ids });
  };
  socket.on('snapshot', (ids: string[]) => seen(ids));
  socket.on('d', (changes: Change[]) => {
    const raised = changes.filter(([, fields]) => fields !== null && 'raisedAt' in fields).map(([id]) => id);
    // As such consoles do it: what is raised is told. An event that comes twice is told twice, unless memory has it.
    for (const id of raised) if (!known.has(id)) tell({ t: 'notified', console: index, id });
    seen(raised);
  });
  desks.set(index, socket);
}

process.on('message', (order: ToConsoles) => {
  if (order.t === 'open') open(order);
  else if (order.t === 'dns') names.set(order.host, order.fails);
});
process.on('disconnect', () => process.exit(0));

setInterval(() => {
  tell({ t: 'memory', rss: process.memoryUsage.rss() });
  for (const [index, socket] of desks)
    tell({
      t: 'sample',
      console: index,
      phase: socket.connected ? 'live' : 'waiting',
      reason: null,
      feedError: null,
      minuteAhead: null,
      counters: {},
    });
}, SAMPLE_MS);
