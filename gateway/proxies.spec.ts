import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { clientAddress, isNetwork, NO_PROXIES, trustedProxies } from './proxies.ts';

const asked = (remoteAddress: string, forwarded?: string | string[]) => ({
  socket: { remoteAddress } as Socket,
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded as string },
});

it('by default nobody is believed', () => {
  expect(clientAddress(asked('10.0.0.1', '203.0.113.9'), NO_PROXIES)).toBe('10.0.0.1');
  expect(clientAddress(asked('10.0.0.1', '203.0.113.9'), trustedProxies([]))).toBe('10.0.0.1');
});

it('a proxy of the list is believed, and only as far as the next address that is none', () => {
  const trusted = trustedProxies(['10.0.0.0/8', '::1']);
  expect(clientAddress(asked('10.0.0.1', '203.0.113.9'), trusted)).toBe('203.0.113.9');
  // The left is what the client itself sent.
  expect(clientAddress(asked('10.0.0.1', '192.0.2.1, 203.0.113.9, 10.2.0.7'), trusted)).toBe('203.0.113.9');
  expect(clientAddress(asked('::1', ['198.51.100.7', '203.0.113.9']), trusted)).toBe('203.0.113.9');
  expect(clientAddress(asked('::ffff:10.0.0.1', '203.0.113.9'), trusted)).toBe('203.0.113.9');
  expect(clientAddress(asked('203.0.113.1', '192.0.2.1'), trusted)).toBe('203.0.113.1');
});

it('what is no address leads no further', () => {
  const trusted = trustedProxies(['10.0.0.1']);
  for (const junk of [undefined, '', 'unknown', '203.0.113.9, _hidden', '203.0.113.9:4711'])
    expect(clientAddress(asked('10.0.0.1', junk), trusted), junk).toBe('10.0.0.1');
});

it.each(['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'])('%s is a network', (text) => {
  expect(isNetwork(text)).toBe(true);
});
it.each(['', 'all', '10.0.0.0/33', '10.0.0.0/8/8', 'fd00::/129', '10.0.0', 'proxy.example', '10.0.0.0/'])(
  '%s is none',
  (text) => {
    expect(isNetwork(text)).toBe(false);
  },
);
