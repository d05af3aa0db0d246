import type { NotificationOutcome } from '../../../contract/alarm/report.ts';
import { stepAlarm, type Alarm } from '../../../contract/alarm.ts';
import type { Change, Entry, StreamName } from '../../../contract/stream.ts';
import { openProxy } from './proxy.ts';
import { openConsole, TestHost } from './rig.ts';
import type { TestDisk } from './journal.ts';
import { anAlarm } from './values.ts';

/** A gateway as a test drives it. */
interface Edge {
  readonly url: string;
  token(): Promise<string>;
  tick(changes: readonly Change[], stream: StreamName): unknown;
  close(): Promise<void>;
}

/** A line that can be cut, and consoles that are started and killed over it. `closed` puts an alarm into the gateway's history. */
export async function openDesk<E extends Edge>(edge: E, closed: (alarm: Alarm) => void) {
  const proxy = await openProxy(edge.url);
  const token = await edge.token();
  const alarms = new Map<string, Alarm>();
  const running = new Set<{ dispose(): void }>();

  const raise = (...ids: string[]): void => {
    for (const id of ids) alarms.set(id, anAlarm(id, { priority: 1 }));
    edge.tick(
      ids.map((id) => [id, alarms.get(id) as unknown as Entry]),
      'alerts',
    );
  };
  const close = (...ids: string[]): void => {
    for (const id of ids) {
      const alarm = alarms.get(id) as Alarm;
      const at = alarm.raisedAt;
      const acknowledged = stepAlarm(alarm, { type: 'acknowledge', at, by: 'other', comment: null });
      closed(stepAlarm(acknowledged, { type: 'clear', at }));
    }
    edge.tick(
      ids.map((id) => [id, null]),
      'alerts',
    );
  };
  return {
    edge,
    proxy,
    raise,
    close,
    /** A process: its screen remembers what it showed; `kill` ends it without a word to anyone. */
    async console(disk?: TestDisk, bearer = token, outcome: NotificationOutcome = 'shown') {
      const host = new TestHost();
      if (disk !== undefined) host.disk = disk;
      const screen: { id: string; title: string }[] = [];
      const rig = openConsole({ gateway: proxy.url, token: bearer }, host, {
        notifications: {
          supported: () => 'supported',
          dismiss: () => undefined,
          show: ({ id, title }, report) => {
            screen.push({ id, title });
            report(outcome);
          },
        },
      });
      running.add(rig.desk);
      await rig.desk.start();
      const window = rig.window();
      return {
        ...rig,
        one: window,
        screen,
        shown: (id: string) => screen.filter((notification) => notification.id === id).length,
        /** Gaps that the window was told of, and how often an alarm is in them. */
        gaps: () => window.latest.reconcile ?? [],
        told: (id: string) =>
          (window.latest.reconcile ?? []).flatMap((gap) => gap.alarms).filter((alarm) => alarm.id === id)
            .length,
        live: () => window.until(() => window.latest.link?.phase === 'live', 'live'),
        /** Live, and its place is on the disk: from here on it can tell what it missed. */
        async placed() {
          while (!host.disk.records.some((record) => (record as { k: string }).k === 'place'))
            await new Promise((resolve) => setTimeout(resolve, 10));
        },
        kill() {
          rig.desk.dispose();
          running.delete(rig.desk);
        },
      };
    },
    /** Cut from the gateway while `meanwhile` runs. */
    async offline(
      desk: {
        one: { latest: { link?: { phase: string } }; until: (h: () => boolean, w: string) => Promise<void> };
        desk: { retryNow(): void };
      },
      meanwhile: () => void,
    ) {
      proxy.down(true);
      await desk.one.until(() => desk.one.latest.link?.phase === 'waiting', 'waiting');
      meanwhile();
      proxy.down(false);
      desk.desk.retryNow();
    },
    async end() {
      for (const desk of running) desk.dispose();
      await proxy.close();
      await edge.close();
    },
  };
}
