import { expect, test } from 'vitest';
import { HELP, webOptions } from './options.ts';

test('flags win over the environment, and the token leaves it', () => {
  const env = { ROUTEWATCH_GATEWAY: 'http://a', ROUTEWATCH_TOKEN: 'x', HOME: '/h' };
  const read = webOptions(['--gateway', 'http://b', '--port', '8080', '--ready-json'], env);
  expect(read).toMatchObject({
    ok: true,
    value: { gateway: 'http://b', token: 'x', port: 8080, readyJson: true },
  });
  expect(env).not.toHaveProperty('ROUTEWATCH_TOKEN');
});

test('a token without a gateway is nobody\u2019s', () => {
  expect(webOptions([], { ROUTEWATCH_TOKEN: 'x' })).toMatchObject({
    ok: true,
    value: { gateway: null, token: null },
  });
});

test.each([
  [['--port', '99999'], '--port 99999: must be 0 to 65535'],
  [['--time-zone', 'Moon'], '--time-zone Moon'],
  [['--locale', 'x_y'], '--locale x_y'],
  [['--token-env', 'NONE'], '--token-env NONE'],
  [['--tiles', 'a.pmtiles'], '--tiles-attribution'],
  [['--external-host', 'https://wiki.example'], '--external-host https://wiki.example: must be a host name'],
  [['--colour'], '--colour'],
  [['stray'], 'stray'],
])('%j is refused by name', (args, words) => {
  const read = webOptions(args, {});
  expect(read.ok ? '' : read.error.message).toContain(words);
});

test('help names every flag', () => {
  expect(webOptions(['--help'], {})).toEqual({ ok: true, value: 'help' });
  for (const flag of [
    'gateway',
    'token-env',
    'port',
    'data-dir',
    'tiles',
    'time-zone',
    'locale',
    'allow-http',
    'external-host',
  ])
    expect(HELP).toContain(`--${flag} `);
});
