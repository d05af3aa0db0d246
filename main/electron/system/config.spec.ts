import { expect, test } from 'vitest';
import { NO_SITES, OWN_SITES } from '../../../contract/external.ts';
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
    value: { gateway: null, timeZone: null, token: null, basemap: null, sites: NO_SITES },
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
  [
    { externalHosts: ['wiki.example', 'https://wiki.example/x'] },
    'externalHosts.1',
    '"https://wiki.example/x": must be a host',
  ],
  [{ externalHosts: ['wiki.example:8443'] }, 'externalHosts.0', '"wiki.example:8443"'],
  [{ externalHosts: ['*.example'] }, 'externalHosts.0', '"*.example"'],
  [{ externalHosts: 'wiki.example' }, 'externalHosts', '"wiki.example"'],
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

const holding = (value: unknown) => ({
  load: () => (value instanceof Error ? Promise.reject(value) : Promise.resolve(value)),
  save: () => Promise.resolve(),
});
const policy = (value: unknown) => ({ path: '/etc/routewatch/policy.json', store: holding(value) });

test('a file that is no JSON is an error in words, whichever file', async () => {
  const broken = new SyntaxError('Unexpected token');
  expect(await loadConfig(nothing, holding(broken), policy(undefined))).toMatchObject({
    ok: false,
    error: { message: 'config.json: Unexpected token' },
  });
  expect(await loadConfig(nothing, holding({}), policy(broken))).toMatchObject({
    ok: false,
    error: { message: '/etc/routewatch/policy.json: Unexpected token' },
  });
});

test('sites that are named join the program’s own', () => {
  expect(hostConfig(nothing, { externalHosts: ['wiki.example', 'maplibre.org'] })).toMatchObject({
    value: { sites: { hosts: [...OWN_SITES, 'wiki.example'], by: 'configuration' } },
  });
});

test('the policy wins, key by key', async () => {
  const user = {
    externalHosts: ['evil.example'],
    timeZone: 'America/Chicago',
    gateway: 'https://user.example',
  };
  const ruled = { externalHosts: ['wiki.example'], gateway: 'https://policy.example' };
  const given = { gateway: 'http://127.0.0.1:1', token: 'secret' };
  expect(await loadConfig(given, holding(user), policy(ruled))).toMatchObject({
    value: {
      sites: { hosts: [...OWN_SITES, 'wiki.example'], by: 'policy' },
      gateway: 'https://policy.example',
      // Of another gateway.
      token: null,
      timeZone: 'America/Chicago',
    },
  });
  // None at all is a policy too.
  expect(await loadConfig(nothing, holding(user), policy({ externalHosts: [] }))).toMatchObject({
    value: { sites: { hosts: OWN_SITES, by: 'policy' } },
  });
  expect(await loadConfig(nothing, holding(user), policy({ externalHosts: ['x y'] }))).toMatchObject({
    ok: false,
    error: {
      field: 'externalHosts.0',
      message: expect.stringContaining('policy.json: externalHosts.0 is "x y"') as string,
    },
  });
});
