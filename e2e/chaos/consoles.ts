import dns from 'node:dns';
import { join } from 'node:path';
import type { NotificationOutcome } from '../../contract/bridge.ts';
import type { Place } from '../../contract/layout/types.ts';
import { feedNow, wallMs } from '../../contract/time.ts';
import { systemClock } from '../../main/console/clock.ts';
import { fileJournal } from '../../main/console/journal/file-journal.ts';
import type { Clock, NotificationRequest } from '../../main/console/ports.ts';
import { openConsole, TestHost } from '../../main/console/testing/rig.ts';
import type { FromConsoles, ToConsoles } from './messages.ts';
import { mortalJournal, type Fate } from './mortal.ts';
import { loseNames } from './names.ts';
import { servePage } from './page-host.ts';
import { Screen } from './screen.ts';

/** A process of real consoles without a screen: `createConsole` as its hosts call it, told by the harness what happens around it. */
const SAMPLE_MS = 200;
const MINUTE_MS = 60_000;

interface Desk {
  offset: number;
  readonly screen: Screen;
  readonly fate: Fate;
  readonly retry: () => void;
}
/** Routes and alarms, and no map. */
const READ: Place = {
  kind: 'split',
  along: 'row',
  children: [
    { kind: 'stack', panels: ['board'], front: 'board' },
    { kind: 'stack', panels: ['alarms'], front: 'alarms' },
  ],
  shares: [0.7, 0.3],
};
const desks = new Map<number, Desk>();
const names = loseNames(dns);
const tell = (message: FromConsoles): void => void process.send?.(message);

function open(order: Extract<ToConsoles, { t: 'open' }>): void {
  const { console: index } = order;
  const screen = new Screen((ids) => tell({ t: 'seen', console: index, ids }));
  const fate: Fate = { at: null, full: order.full };
  const desk: Desk = { offset: order.clockOffset, screen, fate, retry: () => rig.desk.retryNow() };
  const system = systemClock();
  const clock: Clock = { ...system, now: () => wallMs(system.now() + desk.offset) };
  const host = new TestHost();
  const notifications = {
    ...host.notifications,
    show: ({ id }: NotificationRequest, outcome: (outcome: NotificationOutcome) => void) => {
      tell({ t: 'notified', console: index, id });
      setImmediate(() => outcome('shown'));
    },
  };
  const { gateway, token, folder } = order;
  const path = join(folder, 'journal.log');
  const journal = mortalJournal(fileJournal(path), fate, path);
  const rig = openConsole({ gateway, token, allowHttp: true }, host, { clock, notifications, journal });
  rig.desk.attach(screen);
  for (const topic of ['alarms', 'routes', 'metrics']) screen.say({ t: 'sub', topic });
  desks.set(index, desk);
  void rig.desk.start();
  if (!order.paints) return;
  // What the operator reads in a fault, without a map that a computer without a graphics card draws for seconds.
  screen.say({ t: 'call', id: 0, name: 'setPlaces', args: { windowId: 'main', root: READ } });
  void servePage(rig.desk).then((url) => tell({ t: 'page', console: index, url }));
}

process.on('message', (order: ToConsoles) => {
  if (order.t === 'open') return open(order);
  if (order.t === 'dns') {
    names.set(order.host, order.fails);
    return;
  }
  const desk = desks.get(order.console);
  if (desk === undefined) return;
  if (order.t === 'clock') desk.offset = order.offset;
  else if (order.t === 'die') desk.fate.at = order.at;
  else if (order.t === 'full') desk.fate.full = order.on;
  else if (order.t === 'retry') desk.retry();
  else desk.screen.signIn(order.gateway, order.token);
});
process.on('disconnect', () => process.exit(0));

setInterval(() => {
  tell({ t: 'memory', rss: process.memoryUsage.rss() });
  for (const [index, { screen, offset }] of desks) {
    const { link, clock } = screen;
    const now = Date.now();
    const feed = clock === undefined ? null : feedNow(clock, clock.received, wallMs(now + offset));
    tell({
      t: 'sample',
      console: index,
      phase: link?.phase ?? null,
      reason: link?.reason?.code ?? null,
      feedError: feed === null ? null : feed - now,
      minuteAhead:
        feed === null || screen.minutes.size === 0
          ? null
          : Math.max(...screen.minutes.values()) + MINUTE_MS - feed,
      counters: link?.counters ?? {},
    });
  }
}, SAMPLE_MS);
