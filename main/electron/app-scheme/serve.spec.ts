import type { CustomScheme, Protocol } from 'electron';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { registerAppScheme, serveAppScheme } from './serve.ts';

let folder: string;
let ask: (url: string, init?: RequestInit) => Promise<Response>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'routewatch-scheme-'));
  await mkdir(join(folder, 'bundle/assets'), { recursive: true });
  await writeFile(join(folder, 'bundle/index.html'), '<!doctype html>');
  await writeFile(join(folder, 'bundle/run.exe'), 'MZ');
  await writeFile(join(folder, 'secret.html'), 'secret');
  await writeFile(join(folder, 'city.pmtiles'), Buffer.from(Array.from({ length: 100 }, (_, i) => i)));
  let handler: (request: Request) => Promise<Response> = () => Promise.reject(new Error('not handled'));
  const protocol = {
    handle: (_: string, given: typeof handler) => void (handler = given),
    unhandle: () => undefined,
  };
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const tiles = new Map([
    ['basemap', join(folder, 'city.pmtiles')],
    ['gone', join(folder, 'gone.pmtiles')],
  ]);
  serveAppScheme(protocol as unknown as Protocol, { bundle: join(folder, 'bundle'), tiles }, log);
  // A Request of Node's own would tidy the path; Chromium hands over what it made of it, which is no promise.
  ask = (url, init) => handler({ url, method: 'GET', headers: new Headers(), ...init } as unknown as Request);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the scheme is an origin of its own that no policy passes by', () => {
  const registered: CustomScheme[] = [];
  registerAppScheme({
    registerSchemesAsPrivileged: (schemes: CustomScheme[]) => void registered.push(...schemes),
  } as unknown as Protocol);
  expect(registered).toEqual([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true },
    },
  ]);
});

test('the bundle is served, and every answer has the policy, errors included', async () => {
  const answers = {
    'app://routewatch/': 200,
    'app://routewatch/none.js': 404,
    'app://routewatch/assets': 404,
    'app://tiles/none': 404,
    'app://tiles/gone': 500,
    'app://elsewhere/': 404,
  };
  for (const [url, status] of Object.entries(answers)) {
    const response = await ask(url);
    expect(response.status, url).toBe(status);
    expect(response.headers.get('content-security-policy'), url).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options'), url).toBe('nosniff');
  }
  expect((await ask('app://routewatch/', { method: 'POST' })).status).toBe(405);
});

test.each([
  'app://routewatch/../secret.html',
  'app://routewatch/%2e%2e/secret.html',
  'app://routewatch/..%2fsecret.html',
  'app://routewatch/..%5csecret.html',
  'app://routewatch/assets/..%2f..%2fsecret.html',
  'app://routewatch/%252e%252e/secret.html',
  'app://routewatch//etc/passwd',
  'app://routewatch/C:/windows/win.ini',
  'app://routewatch/index.html%00.js',
  'app://routewatch/run.exe',
  'app://tiles/../secret.html',
  'app://tiles/..%2fsecret.html',
  'app://tiles/city.pmtiles',
  'app://tiles//etc/passwd',
])('%s leads nowhere', async (url) => {
  const response = await ask(url);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('404');
});

test('tiles are served by the id of the configuration, by range', async () => {
  const response = await ask('app://tiles/basemap', { headers: new Headers({ range: 'bytes=10-13' }) });
  expect(response.status).toBe(206);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([10, 11, 12, 13]);
});
