import { X509Certificate } from 'node:crypto';
import { createServer as createHttp1 } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createStrings } from '../../../contract/strings/index.ts';
import { askStatus, verdictOf } from '../link/status.ts';
import { openAuthority } from '../testing/certificates.ts';
import { createHttp } from './http.ts';
import { spkiPin, SYSTEM_TRUST, type Trust } from './trust.ts';

let ours: ReturnType<typeof openAuthority>;
let theirs: ReturnType<typeof openAuthority>;
const ends: (() => void)[] = [];
beforeAll(() => {
  ours = openAuthority();
  theirs = openAuthority();
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
});
afterAll(() => {
  ours.end();
  theirs.end();
});

async function listen(server: Server): Promise<number> {
  ends.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const STATUS = JSON.stringify({
  state: 'missing',
  message: '',
  sub: null,
  role: null,
  tenant: null,
  expiresAt: null,
});
async function gateway(certificate: { cert: string; key: string }, extra: object = {}): Promise<string> {
  const server = createServer({ ...certificate, ...extra }, (_, response) => response.end(STATUS));
  server.on('connection', (socket) => ends.push(() => socket.destroy()));
  return `https://127.0.0.1:${String(await listen(server))}`;
}
const ask = async (url: string, trust: Trust) => {
  const told = await askStatus(createHttp(trust), url, 'a.b.c', new AbortController().signal);
  return told.kind === 'tls' ? told.code : told.kind;
};
const pinOf = (cert: string) => spkiPin(new X509Certificate(cert).raw);

test('a private authority is believed where it is configured, and only there', async () => {
  const url = await gateway(ours.certificate());
  expect(await ask(url, { ca: ours.ca, pins: [] })).toBe('status');
  expect(await ask(url, { ca: theirs.ca, pins: [] })).toBe('tls-issuer');
  expect(await ask(url, SYSTEM_TRUST)).toBe('tls-issuer');
});

test('a certificate that is over, or of another name, is refused and named', async () => {
  const trust = { ca: ours.ca, pins: [] };
  expect(await ask(await gateway(ours.certificate({ expired: true })), trust)).toBe('tls-expired');
  expect(await ask(await gateway(ours.certificate({ names: 'DNS:other.example' })), trust)).toBe('tls-name');
});

test('a pin holds for the key or its authority’s, and another good certificate is refused', async () => {
  const certificate = ours.certificate();
  const url = await gateway(certificate);
  const other = await gateway(ours.certificate());
  const pins = [pinOf(certificate.cert)];
  expect(await ask(url, { ca: ours.ca, pins })).toBe('status');
  expect(await ask(other, { ca: ours.ca, pins })).toBe('tls-pin');
  expect(await ask(other, { ca: ours.ca, pins: [pinOf(ours.ca)] })).toBe('status');
  expect(await ask(other, { ca: ours.ca, pins: [pinOf(theirs.ca)] })).toBe('tls-pin');
});

test('TLS of before 1.2, and no TLS at all, is no connection', async () => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' };
  expect(await ask(await gateway(ours.certificate(), old), { ca: ours.ca, pins: [] })).toBe('tls');
  const plain = createHttp1((_, response) => response.end(STATUS));
  expect(await ask(`https://127.0.0.1:${String(await listen(plain))}`, SYSTEM_TRUST)).toBe('tls');
});

test('the reason is one for an operator, and is tried again', async () => {
  const told = await askStatus(
    createHttp(SYSTEM_TRUST),
    await gateway(ours.certificate()),
    'a.b.c',
    new AbortController().signal,
  );
  const { final, reason } = verdictOf(told, { code: 'closed', message: '' }, createStrings('en-GB', 'UTC'));
  expect([final, reason.code]).toEqual([false, 'tls-issuer']);
  expect(reason.message).toContain('nobody that this console trusts');
});
