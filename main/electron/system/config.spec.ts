import { expect, test } from 'vitest';
import { hostConfig, loadConfig, takeSurroundings } from './config.ts';

const nothing = { gateway: undefined, token: undefined };

test('the token leaves the environment', () => {
  const env: Record<string, string | undefined> = {
    ROUTEWATCH_GATEWAY: 'http://127.0.0.1:1',
    ROUTEWATCH_TOKEN: 'secret',
    PATH: '/bin',
  };
  expect(takeSurroundings(env)).toEqual({ gateway: 'http://127.0.0.1:1', token: 'secret' });
  expect(JSON.stringify(env)).not.toContain('secret');
});

test('nothing configured', () => {
  expect(hostConfig(nothing, undefined)).toEqual({
    ok: true,
    value: { gateway: null, timeZone: null, token: null, basemap: null },
  });
});

test('the environment’s gateway wins, and its token comes only with it', () => {
  const saved = { gateway: 'https://saved.example', allowHttp: true, timeZone: 'America/Chicago' };
  expect(hostConfig({ gateway: 'http://127.0.0.1:1', token: 'secret' }, saved)).toMatchObject({
    value: { gateway: 'http://127.0.0.1:1', token: 'secret', allowHttp: true, timeZone: 'America/Chicago' },
  });
  expect(hostConfig({ gateway: undefined, token: 'secret' }, saved)).toMatchObject({
    value: { gateway: 'https://saved.example', token: null },
  });
});

test('a tiles file is known to pages by an id only', () => {
  const result = hostConfig(nothing, {
    tiles: { path: '/maps/city.pmtiles', attribution: '© OpenStreetMap' },
  });
  expect(result).toMatchObject({
    value: { basemap: { kind: 'pmtiles', url: 'app://tiles/basemap', attribution: '© OpenStreetMap' } },
  });
});

test.each([
  [{ gateway: 'ftp://x' }, 'gateway', 'http(s)'],
  [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'IANA'],
  [{ allowHttp: 'yes' }, 'allowHttp', '"yes"'],
  [{ tiles: { path: '' } }, 'tiles', ''],
  [{ gatway: 'https://typo.example' }, 'gatway', ''],
])('%j is refused, and the key is named', (saved, key, words) => {
  const result = hostConfig(nothing, saved);
  expect(result.ok).toBe(false);
  if (result.ok) return;
  expect(result.error.field).toContain(key);
  expect(result.error.message).toContain(words);
});

test('a bad address in the environment is refused by its name', () => {
  expect(hostConfig({ gateway: 'not an address', token: undefined }, {})).toMatchObject({
    ok: false,
    error: { field: 'ROUTEWATCH_GATEWAY' },
  });
});

test('a file that is no JSON is an error in words', async () => {
  const store = {
    load: () => Promise.reject(new SyntaxError('Unexpected token')),
    save: () => Promise.resolve(),
  };
  expect(await loadConfig(nothing, store)).toMatchObject({
    ok: false,
    error: { message: 'config.json: Unexpected token' },
  });
});
