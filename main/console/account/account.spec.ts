import { afterEach, expect, test } from 'vitest';
import type { Grant } from '../../../contract/auth.ts';
import { ok } from '../../../contract/result.ts';
import type { Entry } from '../../../contract/stream.ts';
import { hashPassword } from '../../../gateway/auth/index.ts';
import type { PushOptions } from '../../../gateway/push/index.ts';
import { openEdge, type Edge } from '../../../gateway/push/harness.ts';
import type { ConsoleConfig } from '../api.ts';
import { systemClock } from '../clock.ts';
import type { Clock, Ports } from '../ports.ts';
import { openProxy } from '../testing/proxy.ts';
import { leaks, openConsole, TestHost } from '../testing/rig.ts';
import { anAlarm, aRoute } from '../testing/values.ts';
import type { TestWindow } from '../testing/window.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const PASSWORD = 'correct horse';
async function gateway(accessSeconds = 600, limits: PushOptions['limits'] = {}): Promise<Edge> {
  const edge = await openEdge({ limits }, { policy: { accessSeconds } });
  ends.push(() => edge.close());
  const hash = await hashPassword(PASSWORD, { ln: 4, r: 8, p: 1 });
  edge.identity.users.add({ tenant: 'demo', name: 'anna', role: 'dispatcher' }, hash);
  return edge;
}

async function started(
  host = new TestHost(),
  config: Partial<ConsoleConfig> = {},
  ports: Partial<Ports> = {},
) {
  const rig = openConsole(config, host, ports);
  const one = rig.window();
  ends.push(() => {
    rig.desk.dispose();
    expect(leaks(host, [one])).toEqual([]);
  });
  await rig.desk.start();
  return { ...rig, one };
}
const live = (one: TestWindow) => one.until(() => one.latest.link?.phase === 'live', 'live', 15_000);
const phase = (one: TestWindow, wanted: string) =>
  one.until(() => one.latest.link?.phase === wanted, wanted, 15_000);
const signIn = (one: TestWindow, url: string, password = PASSWORD, user = 'Anna') =>
  one.call('signIn', { gateway: url, user, password });
const counter = (one: TestWindow, name: string) => one.latest.link?.counters[name] ?? 0;

test('user and password sign in, and only a refresh token is kept; nothing secret is said anywhere', async () => {
  const edge = await gateway();
  const { host, one } = await started();
  expect(await signIn(one, edge.url, 'wrong')).toMatchObject({
    ok: false,
    error: { code: 'unauthorised', field: 'password', message: 'The user name or the password is wrong' },
  });
  expect(host.tokens.size).toBe(0);
  expect(await signIn(one, edge.url)).toEqual(ok(null));
  await live(one);
  await one.until(() => one.latest.link?.user === 'anna', 'who');
  const kept = host.tokens.get(edge.url) ?? '';
  expect(kept).toMatch(/^rw1\./);
  expect(kept.length).toBeLessThan(1_000);
  const said = [...host.lines, ...one.frames.map((frame) => frame.text), JSON.stringify(host.settings)].join(
    '\n',
  );
  for (const secret of [kept, kept.split('.')[2] ?? '', PASSWORD]) expect(said).not.toContain(secret);
});

test('a restart comes in by the kept session, also where the gateway is away at first', async () => {
  const edge = await gateway();
  const proxy = await openProxy(edge.url);
  ends.push(() => proxy.close());
  const first = await started();
  expect(await signIn(first.one, proxy.url)).toEqual(ok(null));
  await live(first.one);
  first.desk.dispose();
  proxy.down(true);
  const second = await started(first.host);
  await phase(second.one, 'waiting');
  expect(second.one.latest.link?.reason?.code).toBe('unreachable');
  proxy.down(false);
  second.desk.retryNow();
  await live(second.one);
  // Whose memory it is was known before the first token came.
  expect(counter(second.one, 'command-abandoned')).toBe(0);
});

test('twenty renewals under load lose no delta, and the connection stays the same one', async () => {
  const edge = await gateway(60, { events: { renew: { rate: 10, burst: 30 } } });
  // Only the long waits are shortened: of the token's minute a renewal comes each quarter of a second.
  const system = systemClock();
  const after: Clock['after'] = (ms, run) => system.after(ms > 30_000 ? ms / 160 : ms, run);
  const { one } = await started(new TestHost(), {}, { clock: { ...system, after } });
  one.sub('routes', 'alarms');
  expect(await signIn(one, edge.url)).toEqual(ok(null));
  await live(one);
  let sent = 0;
  const load = setInterval(() => {
    for (let n = 0; n < 20; n += 1) {
      sent += 1;
      edge.tick([[`r${String(sent % 50)}`, { ...(aRoute('r') as unknown as Entry), adherence: sent }]]);
    }
    edge.tick([[`a${String(sent)}`, anAlarm(`a${String(sent)}`) as unknown as Entry]], 'alerts');
  }, 25);
  ends.push(() => clearInterval(load));
  await one.until(() => counter(one, 'link-renewed') >= 20, '20 renewals', 60_000);
  clearInterval(load);
  const last = sent;
  await one.until(
    () => one.mirror.routes.get(`r${String(last % 50)}`)?.['adherence'] === last,
    'the last delta',
  );
  const counters = one.latest.link?.counters ?? {};
  // This gateway has no alarm desk that could take reports.
  const lost = Object.keys(counters).filter(
    (name) =>
      name !== 'report-refused' &&
      /gap|resub|link-(closed|refused|unreachable)|not-renewed|refused/.test(name),
  );
  expect({ lost, counters }).toMatchObject({ lost: [] });
  expect(edge.push.stats().counters['refused-expired'] ?? 0).toBe(0);
  expect(one.mirror.alarms.size).toBe(last / 20);
}, 90_000);

test('a session that is revoked ends the console for good, in words', async () => {
  const edge = await gateway();
  const { host, one } = await started();
  await signIn(one, edge.url);
  await live(one);
  const from = performance.now();
  edge.identity.sessions.revokeUser('demo', 'anna', 'by hand');
  await phase(one, 'refused');
  expect(performance.now() - from).toBeLessThan(8_000);
  expect(one.latest.link?.reason?.code).toBe('revoked');
  // Signing in again is enough.
  expect(await signIn(one, edge.url)).toEqual(ok(null));
  await live(one);
  expect(host.tokens.size).toBe(1);
});

test('signing out ends the session at the gateway and leaves nothing here', async () => {
  const edge = await gateway();
  const { host, one } = await started();
  one.sub('alarms');
  await signIn(one, edge.url);
  await live(one);
  edge.tick([['a1', anAlarm('a1') as unknown as Entry]], 'alerts');
  await one.until(() => one.mirror.alarms.has('a1'), 'an alarm');
  await expect.poll(() => JSON.stringify(host.disk.records)).toContain('a1');
  expect(await one.call('signOut', {})).toEqual(ok(null));
  await phase(one, 'signed-out');
  expect(host.tokens.size).toBe(0);
  expect(edge.identity.families.list('demo').map(({ why }) => why)).toEqual(['signed out']);
  await expect.poll(() => edge.push.stats().sockets.alerts).toBe(0);
  await one.until(() => one.mirror.alarms.size === 0, 'no alarm on the screen');
  await expect.poll(() => JSON.stringify(host.disk.records)).not.toContain('a1');
  await expect.poll(() => JSON.stringify(host.settings)).not.toContain('anna');
});

test('signing out does not wait for a gateway that is gone', async () => {
  const edge = await gateway();
  const proxy = await openProxy(edge.url);
  ends.push(() => proxy.close());
  const { host, one } = await started();
  await signIn(one, proxy.url);
  await live(one);
  proxy.down(true);
  expect(await one.call('signOut', {})).toEqual(ok(null));
  expect(host.tokens.size).toBe(0);
});

test('a wall shows a code, is let in by a supervisor, and comes in by itself after a restart', async () => {
  const edge = await gateway();
  const { host, one, desk } = await started();
  const code = await one.call('pair', { gateway: edge.url });
  if (!code.ok) throw new Error(code.error.message);
  expect(code.value.userCode).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
  const paired = one.call('paired', {});
  const approve = await fetch(`${edge.url}/auth/device/approve`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await edge.token('supervisor', 'boss')}`,
    },
    body: JSON.stringify({ userCode: code.value.userCode, sub: 'wall-1' }),
  });
  expect(approve.status).toBe(200);
  expect(await paired).toEqual(ok(null));
  await live(one);
  await one.until(() => one.latest.link?.role === 'wall', 'a wall');
  expect(host.tokens.get(edge.url)).toMatch(/^rw1\./);
  desk.dispose();
  const again = await started(host);
  await live(again.one);
});

test('a code that is denied says so, and one that is given up asks no more', async () => {
  const edge = await gateway();
  const { one } = await started();
  const first = await one.call('pair', { gateway: edge.url });
  const waiting = one.call('paired', {});
  const second = await one.call('pair', { gateway: edge.url });
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'conflict' } });
  if (!first.ok || !second.ok) throw new Error('no code');
  edge.identity.pairings.deny(second.value.userCode);
  expect(await one.call('paired', {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  await one.call('pair', { gateway: edge.url });
  await one.call('cancelPairing', {});
  expect(await one.call('paired', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('a keyring that is locked says what to do, and a session in memory works meanwhile', async () => {
  const edge = await gateway();
  const host = new TestHost();
  host.settings = { gateway: edge.url };
  const locked = { ok: false, reason: 'failed', message: 'is locked' } as const;
  const vault = {
    warning: null,
    get: () => Promise.resolve(locked),
    set: () => Promise.resolve(locked),
    delete: () => Promise.resolve({ ok: true, value: null } as const),
  };
  const rig = openConsole({}, host, { vault });
  const one = rig.window();
  ends.push(() => rig.desk.dispose());
  await rig.desk.start();
  await phase(one, 'signed-out');
  expect(one.latest.link?.reason).toMatchObject({ code: 'no-keychain' });
  expect(one.latest.link?.reason?.message).toContain('unlock it');
  await signIn(one, edge.url);
  await live(one);
  expect(one.latest.link?.reason?.message).toContain('is locked');
});

test('an answer that was lost on the line ends no session', async () => {
  const edge = await gateway();
  const { host, one, desk } = await started();
  await signIn(one, edge.url);
  await live(one);
  desk.dispose();
  const before = host.tokens.get(edge.url) ?? '';
  const lost = await fetch(`${edge.url}/auth/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken: before }),
  });
  expect(((await lost.json()) as Grant).refreshToken).not.toBe(before);
  const again = await started(host);
  await live(again.one);
});

test('too many wrong passwords say how long to wait', async () => {
  const edge = await gateway();
  const { one } = await started();
  for (let n = 0; n < 6; n += 1) await signIn(one, edge.url, `wrong ${String(n)}`);
  expect(await signIn(one, edge.url)).toMatchObject({
    ok: false,
    error: { code: 'busy', field: 'password', message: 'Too many tries: wait 15 s, then try again' },
  });
});
