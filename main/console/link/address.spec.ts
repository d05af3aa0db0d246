import { expect, test } from 'vitest';
import { createStrings } from '../../../contract/strings/index.ts';
import { gatewayAddress, looksLikeToken } from './address.ts';

const strings = createStrings();

test.each([
  [' https://gw.example/ ', 'https://gw.example'],
  ['https://gw.example:8443/fleet//', 'https://gw.example:8443/fleet'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['http://localhost:3000/', 'http://localhost:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('%s is taken', (typed, address) => {
  expect(gatewayAddress(typed, false, strings)).toEqual({ ok: true, value: address });
});

test.each([
  ['', 'Say the address'],
  ['gateway', 'is not an address'],
  ['ftp://gw.example', 'begins with ftp:'],
  ['javascript:alert(1)', 'is not an address'],
  ['http://gw.example', 'in the clear to gw.example'],
  ['http://127.0.0.1.evil.example', 'in the clear'],
  ['https://me:pw@gw.example', 'user name or password'],
])('"%s" is refused in words', (typed, words) => {
  const result = gatewayAddress(typed, false, strings);
  expect(result.ok).toBe(false);
  if (!result.ok) {
    expect(result.error.message).toContain(words);
    expect(result.error.field).toBe('gateway');
  }
});

test('plain http elsewhere needs the configuration', () => {
  expect(gatewayAddress('http://gw.lan:3000', true, strings).ok).toBe(true);
});

test('a token has three parts', () => {
  expect(looksLikeToken('aa.bb.c-_c')).toBe(true);
  expect(looksLikeToken('https://gw.example')).toBe(false);
  expect(looksLikeToken('hunter2')).toBe(false);
});
