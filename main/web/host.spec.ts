import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { ToRenderer } from '../../contract/bridge.ts';
import type { Entry } from '../../contract/stream.ts';
import { openEdge } from '../../gateway/push/harness.ts';
import { fileJournal } from '../console/index.ts';
import { aRoute } from '../console/testing/values.ts';
import { jsonFile } from '../host/json-file.ts';
import { startWebHost, type WebHost } from './host.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'routewatch-web-'));
  await mkdir(join(folder, 'bundle/assets'), { recursive: true });
  await writeFile(join(folder, 'bundle/index.html'), '<!doctype html>');
  await writeFile(join(folder, 'bundle/assets/a-1.js'), '1;');
  await writeFile(join(folder, 'bundle/run.exe'), 'MZ');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(
    join(folder, 'city.pmtiles'),
    Buffer.from(Array.from({ length: 1_000 }, (_, i) => i % 251)),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function host(gateway: string | null = null, token: string | null = null): Promise<WebHost> {
  const quiet = (): void => undefined;
  const started = await startWebHost({
    bundle: join(folder, 'bundle'),
    port: 0,
    gateway,
    token,
    allowHttp: false,
    vault: {
      warning: null,
      get: () => Promise.resolve({ ok: true, value: null }),
      set: () => Promise.resolve({ ok: true, value: null }),
      delete: () => Promise.resolve({ ok: true, value: null }),
    },
    settings: jsonFile(join(folder, 'settings.json')),
    journal: fileJournal(join(folder, 'journal.log')),
    tiles: { path: join(folder, 'city.pmtiles'), attribution: '(c) test' },
    locale: 'en-GB',
    timeZone: null,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  ends.push(() => started.close());
  return started;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}
/** As raw as can be: `fetch` would tidy the path up. */
function get(url: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
}
async function enter({ url }: WebHost): Promise<{ cookie: string }> {
  const opened = await get(url, new URL(url).pathname + new URL(url).search);
  expect(opened.status).toBe(303);
  const [cookie = ''] = opened.headers['set-cookie'] ?? [];
  expect(cookie).toContain('HttpOnly; SameSite=Strict');
  return { cookie: cookie.split(';')[0] ?? '' };
}

test('the printed address works once; without its cookie nothing is served', async () => {
  const { url, newUrl } = await host();
  expect((await get(url, '/')).status).toBe(401);
  expect((await get(url, '/?key=guess')).status).toBe(403);
  const inside = await enter({ url, newUrl, close: () => Promise.resolve() });
  const { pathname, search } = new URL(url);
  expect((await get(url, pathname + search)).status).toBe(403);
  expect((await get(url, pathname + search, inside)).status).toBe(303);
  expect((await get(url, '/', inside)).body.toString()).toBe('<!doctype html>');
  expect((await get(url, '/assets/a-1.js', inside)).headers['content-type']).toContain('javascript');
  expect((await get(newUrl(), new URL(newUrl()).pathname + new URL(newUrl()).search)).status).toBe(303);
});

test('every answer, errors included, has the policy', async () => {
  const web = await host();
  const inside = await enter(web);
  for (const path of ['/', '/nothing', '/assets/a-1.js', '/app/tiles/basemap'])
    for (const headers of [inside, {}])
      expect((await get(web.url, path, headers)).headers['content-security-policy']).toContain(
        "default-src 'none'",
      );
});

test('nothing outside the bundle is served, and no type that it does not hold', async () => {
  const web = await host();
  const inside = await enter(web);
  const paths = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/run.exe',
  ];
  for (const path of [...paths, '/..%5csecret.txt', '/%00', '/assets', '/%E0%A4%A'])
    expect((await get(web.url, path, inside)).status, path).toBe(404);
});

test('tiles come by id and range', async () => {
  const web = await host();
  const inside = await enter(web);
  const part = await get(web.url, '/app/tiles/basemap', { ...inside, range: 'bytes=10-13' });
  expect(part.status).toBe(206);
  expect(part.headers['content-range']).toBe('bytes 10-13/1000');
  expect([...part.body]).toEqual([10, 11, 12, 13]);
  expect((await get(web.url, '/app/tiles/basemap', { ...inside, range: 'bytes=5000-' })).status).toBe(416);
  expect((await get(web.url, '/app/tiles/other', inside)).status).toBe(404);
  expect((await get(web.url, '/app/tiles/../../secret.txt', inside)).status).toBe(404);
});

test('another name of this address is refused', async () => {
  const web = await host();
  expect((await get(web.url, '/', { ...(await enter(web)), host: 'evil.example' })).status).toBe(421);
});

function bridge(url: string, headers: Record<string, string>, path = '/bridge'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://${new URL(url).host}${path}`, { headers });
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

test('the bridge opens for its own page and cookie only, and carries frames', async () => {
  const edge = await openEdge();
  ends.push(() => edge.close());
  edge.tick([['r1', aRoute('r1') as unknown as Entry]]);
  const web = await host(edge.url, await edge.token());
  const { cookie } = await enter(web);
  const { origin } = new URL(web.url);
  expect(await bridge(web.url, { cookie, origin: 'https://evil.example' })).toBe(403);
  expect(await bridge(web.url, { cookie })).toBe(403);
  expect(await bridge(web.url, { origin })).toBe(403);
  expect(await bridge(web.url, { cookie, origin }, '/other')).toBe(403);

  const open = (): Promise<string> => {
    // Listening from the start, as a browser does: the first frame may come with the handshake.
    const socket = new WebSocket(`ws://${new URL(web.url).host}/bridge`, { headers: { cookie, origin } });
    socket.on('open', () => socket.send(JSON.stringify({ t: 'sub', topic: 'routes' })));
    return new Promise((resolve) => {
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as ToRenderer;
        if (message.t !== 'frame') return;
        socket.send(JSON.stringify({ t: 'ack', n: message.n }));
        const row = message.body.routes?.rows[0];
        if (row !== undefined) resolve(row[0]);
      });
    });
  };
  expect(await Promise.all([open(), open()])).toEqual(['r1', 'r1']);
});
