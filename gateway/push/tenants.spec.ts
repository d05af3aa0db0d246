import { afterEach, expect, it } from 'vitest';
import { hashPassword } from '../auth/index.ts';
import { FakeFleet, FEED, openEdge, sub, until, type Edge } from './harness.ts';
import { STREAMS } from '../../contract/stream.ts';
import { feedMs } from '../../contract/time.ts';

let edge: Edge;
afterEach(() => edge.close());

it('two tenants: nothing of one reaches the other, whatever it asks for', async () => {
  const views = new Map([
    ['demo', new FakeFleet()],
    ['other', new FakeFleet()],
  ]);
  edge = await openEdge({ tenants: (name) => views.get(name) ?? null });
  const mine = views.get('demo');
  mine?.details.set('secret', { id: 'secret' } as never);
  const heard: string[] = [];
  const sockets = await Promise.all(
    STREAMS.map(async (stream) => {
      const socket = await edge.connect(stream, await edge.token('admin', 'spy', 'other'));
      socket.onAny((event: string, body: unknown) => {
        if (event !== 'hb') heard.push(JSON.stringify([event, body]));
      });
      await sub(socket, stream);
      return socket;
    }),
  );
  const [dispatch] = sockets;
  await dispatch?.timeout(3_000).emitWithAck('positions', { viewport: null, watch: ['secret-van'] });
  await dispatch?.timeout(3_000).emitWithAck('watch', { routes: ['secret'] });
  const van = { vehicleId: 'secret-van', lat: 1, lon: 1, heading: null, speed: null, observed: feedMs(FEED) };
  mine?.vehicles.set('secret-van', van);
  edge.push.moved('demo', [van]);
  edge.push.touched('demo', ['secret']);
  for (const stream of STREAMS) edge.tick([['secret', { id: 'secret' }]], stream, 'demo');
  const own = await edge.connect('dispatch', await edge.token('dispatcher', 'desk-2', 'demo'));
  expect(JSON.stringify(await sub(own, 'dispatch'))).toContain('secret');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(heard.join('\n')).not.toContain('secret');
  for (const [at, stream] of STREAMS.entries()) {
    const socket = sockets[at];
    if (socket === undefined) throw new Error('no socket');
    expect(JSON.stringify(await sub(socket, stream))).not.toContain('secret');
  }
});

it('a session that is revoked ends in every namespace and in the feed within a second', async () => {
  edge = await openEdge();
  const hash = await hashPassword('correct horse', { ln: 4, r: 8, p: 1 });
  edge.identity.users.add({ tenant: 'demo', name: 'anna', role: 'dispatcher' }, hash);
  const login = await fetch(`${edge.url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'anna', password: 'correct horse' }),
  });
  const { accessToken, refreshToken } = (await login.json()) as { accessToken: string; refreshToken: string };
  const said: string[] = [];
  for (const stream of STREAMS) {
    const socket = await edge.connect(stream, accessToken);
    socket.on('bye', ({ code }) => void said.push(`${stream} ${code}`));
  }
  const feed = await fetch(`${edge.url}/capacity`, { headers: { authorization: `Bearer ${accessToken}` } });
  const ended = feed.text();
  const bystander = await edge.connect('alerts');
  const from = performance.now();
  const logout = await fetch(`${edge.url}/auth/logout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  });
  expect(await logout.json()).toEqual({ ended: true });
  await until(() => said.length === 3, 1_000);
  await ended;
  expect(performance.now() - from).toBeLessThan(1_000);
  expect(said.sort()).toEqual(['alerts revoked', 'analytics revoked', 'dispatch revoked']);
  expect(bystander.connected).toBe(true);
});
