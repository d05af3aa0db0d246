import { afterEach, expect, test } from 'vitest';
import type { Entry } from '../../contract/stream.ts';
import { fail, ok } from '../../contract/result.ts';
import { openEdge, until, FEED, type Edge } from '../../gateway/push/harness.ts';
import type { ConsoleConfig } from './api.ts';
import { openProxy } from './testing/proxy.ts';
import { leaks, openConsole, TestHost } from './testing/rig.ts';
import { anAlarm, aRoute } from './testing/values.ts';
import type { TestWindow } from './testing/window.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const entry = (value: object): Entry => value as Entry;

async function gateway(): Promise<Edge> {
  const edge = await openEdge();
  ends.push(() => edge.close());
  return edge;
}

async function started(edge: Edge, config: Partial<ConsoleConfig> = {}, host = new TestHost()) {
  const rig = openConsole({ gateway: edge.url, token: await edge.token(), ...config }, host);
  const windows: TestWindow[] = [];
  ends.push(() => {
    rig.desk.dispose();
    expect(leaks(host, windows)).toEqual([]);
  });
  await rig.desk.start();
  const window = (): TestWindow => {
    const one = rig.window();
    windows.push(one);
    return one;
  };
  return { ...rig, window };
}

const live = (window: TestWindow): Promise<void> =>
  window.until(() => window.latest.link?.phase === 'live', 'live');

test('what the gateway commits reaches a window, and a delta is only what changed', async () => {
  const edge = await gateway();
  edge.tick([['r1', entry(aRoute('r1'))]]);
  const { window } = await started(edge);
  const one = window();
  one.sub('routes', 'alarms');
  await live(one);
  await one.until(() => one.mirror.routes.has('r1'), 'snapshot');
  edge.tick([['r1', { late: true, adherence: 400 }]]);
  await one.until(() => one.mirror.routes.get('r1')?.['late'] === true, 'delta');
  expect(one.frames.at(-1)?.body.routes ?? one.frames.at(-2)?.body.routes).toEqual({
    full: false,
    rows: [['r1', { late: true, adherence: 400 }]],
  });
  await one.until(() => one.latest.link?.user !== null, 'who it is');
  expect(one.latest.link).toMatchObject({ user: 'desk-2', role: 'dispatcher', tenant: 'demo', reason: null });
  expect(one.latest.clock?.rate).toBe(1);
});

test('a new alarm is notified once, in the words of the catalogue, and its click opens it', async () => {
  const edge = await gateway();
  const proxy = await openProxy(edge.url);
  ends.push(() => proxy.close());
  edge.tick([['old', entry(anAlarm('old'))]], 'alerts');
  const { window, host, desk } = await started(edge, { gateway: proxy.url });
  const one = window();
  one.sub('alarms');
  await live(one);
  expect(host.notified).toEqual([]);
  edge.tick([['a1', entry(anAlarm('a1'))]], 'alerts');
  await until(() => host.notified.length === 1);
  expect(host.notified[0]?.request).toEqual({
    id: 'a1',
    title: 'Route r1 is late, +12 min',
    body: '08:00',
    urgent: false,
    priority: 2,
    silent: false,
    actions: true,
  });
  expect(desk.openAlarms).toEqual({ unacknowledged: 2, worst: 2 });

  proxy.cut();
  await one.until(() => one.latest.link?.phase !== 'live', 'cut');
  edge.tick([['a2', entry(anAlarm('a2', { priority: 1 }))]], 'alerts');
  await live(one);
  await until(() => host.notified.length === 2);
  expect(host.notified.map(({ request }) => request.id)).toEqual(['a1', 'a2']);

  host.notified[1]?.report('shown');
  host.notified[1]?.report('clicked');
  expect(host.shown).toEqual([{ alarmId: 'a2', routeId: 'r1' }]);
  await one.until(() => one.latest.shared?.focusAlarm === 'a2', 'focus');
  expect(one.latest.shared?.selection).toBe('r1');
  await one.until(() => one.latest.link?.counters['notification-clicked'] === 1, 'counted');
  edge.tick([['a1', { acknowledged: true, version: 2 }]], 'alerts');
  await until(() => host.dismissed.includes('a1'));
});

test('a gateway that restarts with another epoch is survived without a click', async () => {
  const first = await gateway();
  first.tick([['r1', entry(aRoute('r1'))]]);
  const proxy = await openProxy(first.url);
  ends.push(() => proxy.close());
  const { window } = await started(first, { gateway: proxy.url });
  const one = window();
  one.sub('routes');
  await live(one);
  proxy.down(true);
  await one.until(() => one.latest.link?.phase === 'waiting', 'waiting');
  expect(one.latest.link?.reason?.code).toBe('unreachable');
  expect(one.latest.link?.nextTryAt).toBeGreaterThan(0);
  expect(one.mirror.routes.has('r1')).toBe(true);
  const second = await gateway();
  second.tick([['r2', entry(aRoute('r2'))]]);
  proxy.lead(second.url);
  proxy.down(false);
  await live(one);
  await one.until(() => one.mirror.routes.has('r2'), 'the new state');
  expect([...one.mirror.routes.keys()]).toEqual(['r2']);
});

test('a bad token says so and waits for a human; a good one by signIn is used, and not kept', async () => {
  const edge = await gateway();
  const host = new TestHost();
  const { window } = await started(edge, { token: 'aaaa.bbbb.cccc' }, host);
  const one = window();
  await one.until(() => one.latest.link?.phase === 'refused', 'refused');
  expect(one.latest.link?.reason).toEqual({
    code: 'bad-token',
    message: 'The gateway does not accept this token',
  });
  const wrong = await one.call('signIn', { gateway: edge.url, token: 'dddd.eeee.ffff' });
  expect(wrong).toMatchObject({ ok: false, error: { code: 'unauthorised', field: 'token' } });
  const nowhere = await one.call('signIn', { gateway: 'http://127.0.0.1:9', token: 'dddd.eeee.ffff' });
  expect(nowhere).toMatchObject({ ok: false, error: { code: 'offline', field: 'gateway' } });
  const plain = await one.call('signIn', { gateway: 'http://gw.example', token: 'dddd.eeee.ffff' });
  expect(plain).toMatchObject({ ok: false, error: { code: 'bad-request', field: 'gateway' } });
  expect(host.tokens.size).toBe(0);

  const token = await edge.token();
  expect(await one.call('signIn', { gateway: `${edge.url}/`, token: ` ${token}\n` })).toEqual(ok(null));
  await live(one);
  expect(host.tokens.size).toBe(0);
  const said = [...host.lines, ...one.frames.map((frame) => frame.text)].join('\n');
  expect(said).not.toContain(token);
  expect(said).not.toContain('dddd.eeee.ffff');
  expect(await one.call('signOut', {})).toEqual(ok(null));
  await one.until(() => one.latest.link?.phase === 'signed-out', 'signed out');
  expect(host.tokens.size).toBe(0);
});

test('a token that is revoked in the middle ends the link, and the reason is the gateway\u2019s', async () => {
  const edge = await gateway();
  const token = await edge.token();
  const { window } = await started(edge, { token });
  const one = window();
  await live(one);
  const { jti, exp } = JSON.parse(atob(token.split('.')[1] ?? '')) as { jti: string; exp: number };
  edge.auth.revocations.add(jti, exp * 1_000);
  await one.until(() => one.latest.link?.phase === 'refused', 'refused');
  expect(one.latest.link?.reason?.code).toBe('revoked');
});

test('a panel that is closed and opened at once keeps the link', async () => {
  const edge = await gateway();
  edge.tick([['r1', entry(aRoute('r1'))]]);
  const { window } = await started(edge);
  const one = window();
  one.sub('routes', 'metrics');
  await live(one);
  for (let n = 0; n < 6; n += 1) {
    one.say({ t: n % 2 === 0 ? 'unsub' : 'sub', topic: 'routes' });
    one.say({ t: n % 2 === 0 ? 'unsub' : 'sub', topic: 'metrics' });
    await new Promise((resolve) => setTimeout(resolve, n * 60));
  }
  await until(() => edge.push.stats().streamSubscribers.dispatch === 1);
  await live(one);
  edge.tick([['r1', { late: true }]]);
  await one.until(() => one.mirror.routes.get('r1')?.['late'] === true, 'still coming');
  expect(one.latest.link?.counters['link-closed']).toBeUndefined();
});

test('closed panels leave their subscriptions, seen from the gateway; alarms stay', async () => {
  const edge = await gateway();
  edge.view.vans = 7;
  const { window } = await started(edge);
  const one = window();
  const two = window();
  one.sub('routes', 'positions', 'detail', 'metrics', 'capacity');
  two.sub('routes');
  expect(await one.call('select', { routeId: 'r1' })).toEqual(ok(null));
  const stats = () => edge.push.stats();
  await until(() => stats().streamSubscribers.dispatch === 1 && stats().streamSubscribers.analytics === 1);
  await until(
    () => stats().positionSubscribers === 1 && stats().detailSubscribers === 1 && stats().sse === 1,
  );
  await one.until(() => one.latest.capacity?.value.total === 7, 'capacity');
  for (const topic of ['routes', 'positions', 'detail', 'metrics', 'capacity'] as const)
    one.say({ t: 'unsub', topic });
  await until(
    () => stats().positionSubscribers === 0 && stats().detailSubscribers === 0 && stats().sse === 0,
  );
  await until(() => stats().streamSubscribers.analytics === 0 && stats().sockets.analytics === 0);
  expect(stats().streamSubscribers.dispatch).toBe(1);
  two.close();
  await until(() => stats().streamSubscribers.dispatch === 0 && stats().sockets.dispatch === 0);
  expect(stats().streamSubscribers.alerts).toBe(1);
});

test('acknowledge answers what the gateway answers; a command outlives a cut under the same id', async () => {
  const edge = await gateway();
  const proxy = await openProxy(edge.url);
  ends.push(() => proxy.close());
  const { window } = await started(edge, { gateway: proxy.url });
  const one = window();
  await live(one);
  edge.view.answer = () => ok(entry(anAlarm('a1', { acknowledged: true })));
  const good = await one.call('acknowledge', { alarmId: 'a1', comment: 'on it' });
  expect(good).toMatchObject({ ok: true, value: { id: 'a1', acknowledged: true } });
  edge.view.answer = () => fail('not-found', 'no alarm a9');
  expect(await one.call('acknowledge', { alarmId: 'a9' })).toEqual(fail('not-found', 'no alarm a9'));

  edge.view.answer = () => ok(entry(anAlarm('a2', { acknowledged: true })));
  proxy.down(true);
  await one.until(() => one.latest.link?.phase !== 'live', 'cut');
  const waiting = one.call('acknowledge', { alarmId: 'a2' });
  proxy.down(false);
  expect(await waiting).toMatchObject({ ok: true, value: { id: 'a2' } });
  expect(edge.view.commands).toHaveLength(3);
});

test('history passes through, also without a chart open', async () => {
  const edge = await gateway();
  const { window } = await started(edge);
  const one = window();
  await live(one);
  const range = { from: FEED, to: (FEED + 1_000) as typeof FEED };
  expect(await one.call('history', { series: 'late-routes', ...range })).toMatchObject({
    ok: true,
    value: { value: [3] },
  });
  expect(await one.call('history', { series: 'nothing', ...range })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  });
  await until(() => edge.push.stats().sockets.analytics === 0);
});

test('a silent line is stale after 6 s and given up after 8 s; a wake finds out in 3 s', async () => {
  const edge = await gateway();
  const proxy = await openProxy(edge.url);
  ends.push(() => proxy.close());
  const { window, host } = await started(edge, { gateway: proxy.url });
  const one = window();
  await live(one);
  proxy.silence(true);
  const before = Date.now();
  await one.until(() => one.latest.link?.phase === 'stale', 'stale', 9_000);
  expect(Date.now() - before).toBeGreaterThan(3_500);
  expect(one.latest.link?.reason?.code).toBe('silent');
  await one.until(() => !['stale', 'live'].includes(one.latest.link?.phase ?? ''), 'given up', 4_000);
  proxy.silence(false);
  proxy.cut();
  await one.call('retryNow', {});
  await live(one);
  proxy.silence(true);
  // What was under way before the silence would answer the probe.
  await new Promise((resolve) => setTimeout(resolve, 300));
  host.wake();
  const woken = Date.now();
  await one.until(() => one.latest.link?.phase !== 'live', 'probe failed', 5_000);
  expect(Date.now() - woken).toBeLessThan(4_500);
});

test('hostile frames from a window are counted and answered, and nothing else breaks', async () => {
  const edge = await gateway();
  const { window } = await started(edge);
  const one = window();
  one.say('{nonsense');
  one.say('{"t":"sub","topic":"everything"}');
  one.say('{"t":"ack","n":99}');
  one.say('["array"]');
  const answer = await one.call('constructor' as 'select', { routeId: null });
  expect(answer).toMatchObject({ ok: false, error: { code: 'unsupported' } });
  expect(await one.call('setSettings', { change: { theme: 'pink' as 'dark' } })).toMatchObject({
    ok: false,
    error: { code: 'bad-request', field: 'change.theme' },
  });
  await live(one);
  await one.until(() => one.latest.link?.counters['bad-message'] === 3, 'counted');
  expect(one.latest.link?.counters['bad-ack']).toBe(1);
});

test('what the gateway sends wrong is counted, skipped and asked for again, without a storm', async () => {
  const edge = await gateway();
  edge.tick([
    ['r1', entry(aRoute('r1'))],
    ['broken', { id: 'broken' }],
  ]);
  const { window } = await started(edge);
  const one = window();
  one.sub('routes');
  await live(one);
  await one.until(() => one.mirror.routes.has('r1'), 'the good one');
  edge.tick([
    ['r1', { adherence: 'very late' }],
    ['r2', entry(aRoute('r2'))],
  ]);
  await one.until(() => one.mirror.routes.has('r2'), 'the good one beside the bad');
  await one.until(() => (one.latest.link?.counters['bad-change'] ?? 0) > 0, 'counted');
  await live(one);
  expect(one.latest.link?.counters['bad-entry']).toBeGreaterThan(0);
  expect(one.latest.link?.counters['bad-entry']).toBeLessThan(6);
});

test('settings come back, each key by itself, and are saved after a change', async () => {
  const edge = await gateway();
  const host = new TestHost();
  host.settings = { theme: 'light', panels: 'all', board: null, bounds: { x: 1, y: 2, width: 3, height: 4 } };
  const { window, desk } = await started(edge, {}, host);
  const one = window();
  await one.until(() => one.latest.shared !== undefined, 'shared');
  expect(one.latest.shared).toMatchObject({
    settings: { theme: 'light' },
    host: 'web',
    notifications: 'supported',
  });
  expect(one.latest.shared?.panels).toContain('map');
  await until(() => host.windows.length === 1);
  expect(host.windows[0]).toMatchObject({ id: 'main', bounds: { x: 1, y: 2, width: 640, height: 480 } });
  const root = { kind: 'stack', panels: ['board'], front: 'board' } as const;
  await one.call('setPlaces', { windowId: 'main', root });
  await one.until(() => one.latest.shared?.panels.join() === 'board', 'what was arranged');
  await until(() => JSON.stringify(host.settings).includes('["board"]'));
  desk.dispose();
});

test('without notifications of its own the host asks one window, and takes its word', async () => {
  const edge = await gateway();
  const host = new TestHost();
  const rig = openConsole({ gateway: edge.url, token: await edge.token() }, host, { notifications: null });
  ends.push(() => rig.desk.dispose());
  await rig.desk.start();
  const one = rig.window();
  const two = rig.window();
  await live(one);
  expect(one.latest.shared?.notifications).toBe('ask');
  edge.tick([['a1', entry(anAlarm('a1'))]], 'alerts');
  await one.until(() => one.notified.length === 1, 'asked');
  expect(two.notified).toEqual([]);
  expect(await one.call('notified', { alarmId: 'other', outcome: 'shown' })).toMatchObject({ ok: false });
  await one.call('notified', { alarmId: 'a1', outcome: 'shown' });
  await one.until(() => one.latest.shared?.notifications === 'supported', 'learnt');
  await one.call('notified', { alarmId: 'a1', outcome: 'clicked' });
  expect(host.shown).toEqual([{ alarmId: 'a1', routeId: 'r1' }]);
});

test('without a window nothing is shown; the first that comes is asked', async () => {
  const edge = await gateway();
  const rig = openConsole({ gateway: edge.url, token: await edge.token() }, new TestHost(), {
    notifications: null,
  });
  ends.push(() => rig.desk.dispose());
  await rig.desk.start();
  await until(() => rig.desk.link.phase === 'live');
  edge.tick([['a1', entry(anAlarm('a1'))]], 'alerts');
  await until(() => rig.desk.link.counters['notification-failed'] === 1);
  const one = rig.window();
  await one.until(() => one.notified.length === 1, 'asked');
  expect(one.notified[0]?.alarmId).toBe('a1');
});
