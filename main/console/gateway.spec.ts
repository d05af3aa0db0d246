import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Alarm } from '../../contract/alarm.ts';
import { PLAIN_RULES_FILE } from '../../gateway/alarms/rules/plain.fixture.ts';
import { createBench, until } from '../../gateway/runtime/gateway.fixture.ts';
import type { Gateway } from '../../gateway/runtime.ts';
import { leaks, openConsole, TestHost } from './testing/rig.ts';
import type { TestWindow } from './testing/window.ts';

/** The console against a whole gateway: a simulated morning in which routes soon are late. */
const QUICK = {
  vans: 12,
  speed: 600,
  startTime: 8 * 60,
  lateAfter: 20,
  lateClear: 10,
  alarmRules: PLAIN_RULES_FILE,
} as const;

let bench: ReturnType<typeof createBench>;
const ends: (() => void)[] = [];
beforeEach(() => {
  bench = createBench();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) end();
  await bench.end();
});

async function desk(gateway: Gateway, host = new TestHost()) {
  const token = await gateway.issueToken({ sub: 'desk-1', role: 'dispatcher' });
  const rig = openConsole({ gateway: gateway.url, token }, host);
  const window: TestWindow = rig.window();
  ends.push(() => {
    rig.desk.dispose();
    expect(leaks(host, [window])).toEqual([]);
  });
  await rig.desk.start();
  return { ...rig, window };
}

const alarms = (window: TestWindow): Alarm[] => [...window.mirror.alarms.values()] as unknown as Alarm[];
const live = (window: TestWindow): Promise<void> =>
  window.until(() => window.latest.link?.phase === 'live', 'live');

test('every topic of a living fleet arrives, and nothing of it is refused by its schema', async () => {
  const { window } = await desk(await bench.gateway(bench.dataDir(), QUICK));
  window.sub('routes', 'alarms', 'metrics', 'positions', 'capacity', 'detail', 'city');
  await live(window);
  await window.until(() => window.mirror.routes.size === 12, 'routes');
  await window.call('select', { routeId: [...window.mirror.routes.keys()][0] ?? '' });
  await window.until(() => (window.latest.detail ?? null) !== null, 'detail');
  await window.until(() => window.latest.capacity?.value.total === 12, 'capacity');
  await window.until(() => (window.latest.city?.roads.length ?? 0) > 0, 'city');
  await window.until(() => (window.latest.positions?.handles.length ?? 0) > 0, 'positions');
  await window.until(() => window.mirror.metrics.has('on-time-share'), 'metrics');
  await window.until(() => alarms(window).length > 0, 'an alarm');
  await window.until(() => (window.latest.link?.changesPerSecond ?? 0) > 0, 'a rate');
  const lost = Object.keys(window.latest.link?.counters ?? {}).filter((kind) => !kind.startsWith('notif'));
  expect(lost).toEqual([]);
});

test('an alarm is notified once and acknowledged through the gateway, also over a restart', async () => {
  const dir = bench.dataDir();
  const first = await bench.gateway(dir, QUICK);
  const { window, host } = await desk(first);
  window.sub('alarms', 'routes');
  await live(window);
  await until('a notification', () => host.notified.length > 0);
  await window.until(() => alarms(window).some((alarm) => !alarm.acknowledged), 'one to acknowledge');
  const alarm = alarms(window).find((one) => !one.acknowledged) as Alarm;
  const answer = await window.call('acknowledge', { alarmId: alarm.id, comment: 'called' });
  expect(answer).toMatchObject({ ok: true, value: { id: alarm.id, acknowledged: true, ackBy: 'desk-1' } });
  await window.until(() => window.mirror.alarms.get(alarm.id)?.['acknowledged'] !== false, 'by the stream');

  await first.close();
  await window.until(() => window.latest.link?.phase !== 'live', 'gone');
  await bench.gateway(dir, { ...QUICK, port: first.port, speed: 1 });
  await live(window);
  const names = host.notified.map(({ request }) => request.id).filter((id) => id !== 'summary');
  expect(new Set(names).size).toBe(names.length);
  expect(window.latest.link?.tenant).toBe('demo');
}, 40_000);
