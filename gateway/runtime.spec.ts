import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alarm } from '../contract/alarm.ts';
import type { RouteDetail, RouteState } from '../contract/fleet.ts';
import { feedMs } from '../contract/time.ts';
import type { SeriesHistory } from '../contract/metric.ts';
import type { Command } from '../contract/wire.ts';
import { PLAIN_RULES_FILE } from './alarms/rules/plain.fixture.ts';
import { createBench, good, until, type Console } from './runtime/gateway.fixture.ts';
import type { Gateway } from './runtime.ts';

let bench: ReturnType<typeof createBench>;
beforeEach(() => {
  bench = createBench();
});
afterEach(async () => {
  await bench.end();
});

/** A small fleet on a quick morning; alarms come soon, because late begins at 20 s. */
const QUICK = {
  vans: 12,
  speed: 600,
  startTime: 8 * 60,
  lateAfter: 20,
  lateClear: 10,
  alarmRules: PLAIN_RULES_FILE,
} as const;
const get = async (gateway: Gateway, path: string, role: 'dispatcher' | 'ingest' = 'dispatcher') => {
  const token = await gateway.issueToken({ sub: 'desk-2', role });
  return await fetch(gateway.url + path, { headers: { authorization: `Bearer ${token}` } });
};
const alarmsOf = (console: Console) => [...console.state.values()] as unknown as Alarm[];
const routesOf = (console: Console) => [...console.state.values()] as unknown as RouteState[];
const sorted = (alarms: Alarm[]) => alarms.sort((a, b) => (a.id < b.id ? -1 : 1));
const acknowledge = (alarm: Alarm, id = uuidv7()): Command => ({
  id,
  type: 'acknowledge',
  args: { alarmId: alarm.id, comment: 'called the driver' },
  expiresAt: Date.now() + 10_000,
});

describe('simulator at 600x', () => {
  it('is mid-shift at once: routes under way, charts filled, a map', async () => {
    const gateway = await bench.gateway(bench.dataDir(), { ...QUICK, speed: 1 });
    const dispatch = await bench.console(gateway, 'dispatch');
    expect(routesOf(dispatch)).toHaveLength(12);
    expect(routesOf(dispatch).some((route) => route.stopsDone > 0)).toBe(true);
    const analytics = await bench.console(gateway, 'analytics');
    expect([...analytics.state.keys()]).toContain('on-time-share');
    const { feed } = gateway.stats().clock;
    const request = { series: 'active-vans', from: feedMs(feed - 7_200_000), to: feed };
    const history = good<SeriesHistory>(
      await analytics.socket.timeout(3_000).emitWithAck('history', request),
    );
    expect(history.at.length).toBeGreaterThan(100);
    expect((await get(gateway, '/city')).status).toBe(200);
  });

  it('pushes deltas without a gap, raises an alarm, and keeps its acknowledgement', async () => {
    const gateway = await bench.gateway(bench.dataDir(), QUICK);
    const dispatch = await bench.console(gateway, 'dispatch');
    const alerts = await bench.console(gateway, 'alerts');
    await until('20 deltas', () => dispatch.deltas >= 20);
    const alarm = await until('an alarm', () =>
      alarmsOf(alerts).find((one) => !one.acknowledged && one.active),
    );
    expect(alarm.routeId).not.toBeNull();

    const command = acknowledge(alarm);
    const answer = good(await alerts.socket.timeout(3_000).emitWithAck('cmd', command)) as unknown as Alarm;
    expect(answer).toMatchObject({ id: alarm.id, acknowledged: true, ackBy: 'desk-2' });
    const again = good(await alerts.socket.timeout(3_000).emitWithAck('cmd', command));
    expect(again).toEqual(answer);
    const after = await until('the acknowledgement at the console', () => {
      const now = alarmsOf(alerts).find((one) => one.id === alarm.id);
      return now === undefined || now.acknowledged ? { now } : null;
    });
    if (after.now !== undefined) expect(after.now.ackComment).toBe('called the driver');

    // Acknowledged and, sooner or later, over: it leaves the stream and is found in the history.
    const closed = await until('a closed alarm', () => (alerts.state.has(alarm.id) ? null : true), 15_000);
    expect(closed).toBe(true);
    const page = (await (await get(gateway, '/alarms/history')).json()) as { items: { alarm: Alarm }[] };
    expect(page.items.map((item) => item.alarm.id)).toContain(alarm.id);
    expect(bench.problems).toEqual([]);
  }, 40_000);

  it('keeps up', async () => {
    const gateway = await bench.gateway(bench.dataDir(), QUICK);
    const before = gateway.stats().clock;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const { clock, driver, loop } = gateway.stats();
    const share = (clock.feed - before.feed) / (clock.wall - before.wall) / 600;
    process.stdout.write(
      `feed time at ${(100 * share).toFixed(1)} % of 600x, longest tick ${loop.longestMs.toFixed(0)} ms\n`,
    );
    expect(share).toBeGreaterThan(0.9);
    expect(driver.slipped).toBeLessThan(60_000);
    expect(loop.failures).toBe(0);
  });

  it('goes on with the next day after the last hour', async () => {
    const gateway = await bench.gateway(bench.dataDir(), { ...QUICK, vans: 3, startTime: 21 * 60 + 50 });
    const dispatch = await bench.console(gateway, 'dispatch');
    const first = new Map(dispatch.state);
    const evening = gateway.stats().clock.feed;
    await until('the next morning', () => gateway.stats().clock.feed - evening > 7 * 3_600_000);
    await until(
      'its routes',
      () =>
        routesOf(dispatch).every((route) => route.plannedStart > evening) &&
        dispatch.state.size === first.size,
    );
    expect(gateway.stats().loop.failures).toBe(0);
  });
});

describe('restart', () => {
  it('continues the epoch and reconciles alarms, without one raised twice', async () => {
    const dir = bench.dataDir();
    const first = await bench.gateway(dir, QUICK);
    const alerts = await bench.console(first, 'alerts');
    await until('some alarms', () => alarmsOf(alerts).length >= 3);
    await first.close();
    expect(bench.problems).toEqual([]);
    const before = new Set(alerts.state.keys());

    const second = await bench.gateway(dir, { ...QUICK, speed: 1 });
    const later = await bench.console(second, 'alerts');
    expect(later.epoch).toBe(alerts.epoch);
    expect(later.seq).toBeGreaterThanOrEqual(alerts.seq);
    const open = alarmsOf(later);
    const active = open
      .filter((alarm) => alarm.active)
      .map((alarm) => `${alarm.rule} ${String(alarm.routeId)} ${String(alarm.facts['stop'])}`);
    expect(new Set(active).size).toBe(active.length);
    for (const id of before) expect(open.map((alarm) => alarm.id)).toContain(id);
    const dispatch = await bench.console(second, 'dispatch');
    const late = routesOf(dispatch).filter((route) => route.late && route.phase !== 'completed');
    expect(
      open
        .filter((alarm) => alarm.rule === 'late' && alarm.active)
        .map((alarm) => alarm.routeId)
        .sort(),
    ).toEqual(late.map((route) => route.id).sort());
  });

  it('refuses a second gateway on the same folder and leaves the first alone', async () => {
    const dir = bench.dataDir();
    const first = await bench.gateway(dir, { input: 'none' });
    await expect(bench.gateway(dir, { input: 'none' })).rejects.toThrow();
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  });
});

describe('input none', () => {
  const post = async (gateway: Gateway, kind: string, body: unknown, role: 'ingest' | 'wall' = 'ingest') => {
    const token = await gateway.issueToken({ sub: 'erp', role });
    return await fetch(`${gateway.url}/ingest/${kind}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  };
  const stop = (n: number, at: number) => ({
    stopId: `s${String(n)}`,
    name: `Stop ${String(n)}`,
    lat: 37.75 + n * 0.01,
    lon: -122.4,
    arrival: at,
  });
  const plan = (id: string) => {
    const now = Date.now();
    return {
      id,
      vehicleId: `van-${id}`,
      stops: [stop(0, now - 1_200_000), stop(1, now + 600_000), stop(2, now + 1_200_000)],
    };
  };

  it('lives from REST with the wall clock, down to an alarm', async () => {
    const gateway = await bench.gateway(bench.dataDir(), { input: 'none' });
    const dispatch = await bench.console(gateway, 'dispatch');
    const alerts = await bench.console(gateway, 'alerts');
    expect(await (await post(gateway, 'routes', [plan('r1')])).json()).toEqual({ accepted: 1, rejected: [] });
    await until('the route', () => dispatch.state.has('r1'));
    const at = Date.now();
    const report = { vehicleId: 'van-r1', routeId: 'r1', at, lat: 37.75, lon: -122.4, speed: 0 };
    expect(await (await post(gateway, 'positions', { items: [report] })).json()).toMatchObject({
      accepted: 1,
    });
    const events = [
      { routeId: 'r1', at: at + 1, type: 'failed', stop: 0, reason: 'nobody home' },
      { routeId: 'r1', at: at + 2, type: 'failed', stop: 9 },
      { routeId: 'r1', at: at + 3, type: 'breakdown', reason: 'tyre' },
    ];
    const answer = await (await post(gateway, 'events', events)).json();
    expect(answer).toMatchObject({ accepted: 2, rejected: [{ index: 1, field: 'stop' }] });
    const alarm = await until('the alarm', () => alarmsOf(alerts).find((one) => one.rule === 'breakdown'));
    expect(alarm).toMatchObject({ routeId: 'r1', facts: { reason: 'tyre' } });
    const detail = (await (await get(gateway, '/routes/r1')).json()) as RouteDetail;
    expect(detail.progress[0]?.outcome).toBe('failed');
    expect(Math.abs(gateway.stats().clock.feed - Date.now())).toBeLessThan(1_000);
    expect((await get(gateway, '/city')).status).toBe(404);
  });

  it('has everything again after a restart: stops, alarms, last positions, series', async () => {
    const dir = bench.dataDir();
    const first = await bench.gateway(dir, { input: 'none' });
    const at = Date.now();
    await post(first, 'routes', [plan('r1'), plan('r2')]);
    await post(first, 'positions', [
      { vehicleId: 'van-r1', routeId: 'r1', at: at - 60_000, lat: 37.75, lon: -122.4 },
    ]);
    await post(first, 'positions', [{ vehicleId: 'van-r1', routeId: 'r1', at, lat: 37.755, lon: -122.4 }]);
    await post(first, 'events', [
      { routeId: 'r1', at: at - 50_000, type: 'delivered', stop: 0 },
      { routeId: 'r2', at: at - 40_000, type: 'breakdown', reason: 'tyre' },
    ]);
    const samples = [3, 2, 1].map((n) => ({ series: 's', at: at - n * 60_000, value: n }));
    await post(first, 'series', samples);
    const consoles = [await bench.console(first, 'dispatch'), await bench.console(first, 'alerts')] as const;
    await until('the alarm', () => alarmsOf(consoles[1]).some((one) => one.rule === 'breakdown'));
    await until(
      'the delivery',
      () => (consoles[0].state.get('r1') as RouteState | undefined)?.stopsDone === 1,
    );
    const detail = async (gateway: Gateway) =>
      (await (await get(gateway, '/routes/r1')).json()) as RouteDetail;
    const before = await detail(first);
    await first.close();

    const second = await bench.gateway(dir, { input: 'none' });
    const dispatch = await bench.console(second, 'dispatch');
    const alerts = await bench.console(second, 'alerts');
    expect(sorted(alarmsOf(alerts))).toEqual(sorted(alarmsOf(consoles[1])));
    const [was, is] = [consoles[0], dispatch].map((one) => one.state.get('r1') as unknown as RouteState);
    expect(is).toMatchObject({ phase: was?.phase, stopsDone: 1, vehicleId: 'van-r1' });
    const after = await detail(second);
    expect(after.progress.map((stop) => [stop.outcome, stop.arrived])).toEqual(
      before.progress.map((stop) => [stop.outcome, stop.arrived]),
    );
    const analytics = await bench.console(second, 'analytics');
    const request = { series: 'x/s', from: feedMs(at - 3_600_000), to: feedMs(at) };
    const history = good<SeriesHistory>(
      await analytics.socket.timeout(3_000).emitWithAck('history', request),
    );
    expect(history.value).toEqual([3, 2, 1]);
  });

  it('names index, field and reason of each bad row, and takes the others', async () => {
    const gateway = await bench.gateway(bench.dataDir(), { input: 'none' });
    const now = Date.now();
    const good = { vehicleId: 'v', at: now, lat: 1, lon: 2 };
    const rows = [
      good,
      { ...good, lat: 91 },
      { ...good, at: now / 1_000 },
      'x',
      { ...good, at: now + 3_600_000 },
    ];
    const answer = (await (await post(gateway, 'positions', rows)).json()) as {
      accepted: number;
      rejected: unknown[];
    };
    expect(answer.accepted).toBe(1);
    expect(answer.rejected).toMatchObject([
      { index: 1, field: 'lat', reason: expect.stringContaining('91') },
      { index: 2, field: 'at', reason: expect.stringContaining('epoch milliseconds') },
      { index: 3, field: '' },
      { index: 4, field: 'at', reason: expect.stringContaining('ahead of feed time') },
    ]);
    const encoded = { ...plan('p'), shape: { polyline: '_p~iF~ps|U_ulLnnqC_mqNvxq`@' } };
    const broken = { ...plan('q'), shape: { polyline: '\u0001' } };
    const short = { ...plan('s'), shape: { type: 'LineString', coordinates: [[1, 2]] } };
    expect(await (await post(gateway, 'routes', [encoded, broken, short])).json()).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 1, field: 'shape.polyline' },
        { index: 2, field: 'shape.coordinates' },
      ],
    });
    const detail = (await (await get(gateway, '/routes/p')).json()) as RouteDetail;
    expect(detail.plan.shape).toEqual([
      [-120.2, 38.5],
      [-120.95, 40.7],
      [-126.453, 43.252],
    ]);
    expect(detail.plan.start).toBe(detail.plan.stops[0]?.arrival);
  });

  it('makes any named number a series', async () => {
    const gateway = await bench.gateway(bench.dataDir(), { input: 'none' });
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    const samples = Array.from({ length: 30 }, (_, n) => ({
      series: 'cold-room/1',
      unit: 'Cel',
      at: minute - (30 - n) * 60_000,
      value: 4 + (n % 3),
    }));
    expect(await (await post(gateway, 'series', samples)).json()).toMatchObject({ accepted: 30 });
    const analytics = await bench.console(gateway, 'analytics');
    const metric = await until('the metric', () => analytics.state.get('x/cold-room/1'));
    expect(metric).toMatchObject({ unit: 'Cel', at: minute - 60_000, value: 6, usual: 5 });
    const bad = [
      { series: 'no spaces', at: minute, value: 1 },
      { series: 's', at: minute, value: null },
    ];
    expect(await (await post(gateway, 'series', bad)).json()).toMatchObject({
      accepted: 0,
      rejected: [{ field: 'series' }, { field: 'value' }],
    });
  });

  it('refuses whole requests that are no batch, and whoever may not ingest', async () => {
    const gateway = await bench.gateway(bench.dataDir(), { input: 'none' });
    const status = async (...args: [unknown, ('ingest' | 'wall')?]) =>
      (await post(gateway, 'events', ...args)).status;
    expect(await status({ rows: [] })).toBe(400);
    expect(await status('{"items": [')).toBe(400);
    expect(await status(Array.from({ length: 10_001 }, () => 1))).toBe(400);
    expect(await status([], 'wall')).toBe(403);
    const bare = await fetch(`${gateway.url}/ingest/events`, { method: 'POST', body: '[]' });
    expect([bare.status, await bare.json()]).toMatchObject([
      401,
      { ok: false, error: { code: 'unauthorised' } },
    ]);
  });

  it('tells its health to anyone and its figures to whoever has a token', async () => {
    const gateway = await bench.gateway(bench.dataDir(), { input: 'none' });
    await bench.console(gateway, 'alerts');
    const health = await (await fetch(`${gateway.url}/healthz`)).json();
    expect(health).toMatchObject({
      status: 'ok',
      input: 'none',
      feed: { rate: 1, held: false },
      streams: { alerts: { seq: 0 } },
      loop: { failures: 0 },
    });
    expect((await fetch(`${gateway.url}/metrics`)).status).toBe(401);
    await post(gateway, 'events', [{ routeId: 'none', at: Date.now(), type: 'breakdown' }, {}]);
    const text = await (await get(gateway, '/metrics', 'ingest')).text();
    expect(text).toContain('routewatch_stream_subscribers{stream="alerts"} 1');
    expect(text).toContain('routewatch_records_rejected_total{reason="event routeId"} 2');
    expect(text.endsWith('# EOF\n')).toBe(true);
  });
});
