import { expect, test } from 'vitest';
import { OWN_SITES } from '../../contract/external.ts';
import { webOptions, type WebOptions } from './options.ts';
import { underPolicy } from './policy.ts';

function options(...args: string[]): WebOptions {
  const read = webOptions(args, { ROUTEWATCH_TOKEN: 'secret' });
  if (!read.ok || read.value === 'help') throw new Error('no options');
  return read.value;
}

test('sites of the flags, and those of the policy in place of them', () => {
  const given = options('--external-host', 'wiki.example', '--external-host', 'intranet');
  expect(underPolicy(given, {}).sites).toEqual({
    hosts: [...OWN_SITES, 'wiki.example', 'intranet'],
    by: 'configuration',
  });
  expect(underPolicy(given, { externalHosts: ['runbooks.example'] }).sites).toEqual({
    hosts: [...OWN_SITES, 'runbooks.example'],
    by: 'policy',
  });
  expect(underPolicy(options(), {}).sites).toEqual({ hosts: OWN_SITES, by: 'nobody' });
});

test('each key of the policy wins, and a token goes to no other gateway', () => {
  const given = options('--gateway', 'https://flag.example', '--allow-http', '--tls-ca', 'own.pem');
  const ruled = underPolicy(given, {
    gateway: 'https://policy.example',
    allowHttp: false,
    tls: { pins: ['sha256/x'] },
  });
  expect(ruled).toMatchObject({
    gateway: 'https://policy.example',
    token: null,
    allowHttp: false,
    tlsCa: null,
    tlsPins: ['sha256/x'],
  });
  expect(underPolicy(given, { gateway: 'https://flag.example' }).token).toBe('secret');
});
