import { copyFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type PeerCertificate, type SecureVersion } from 'node:tls';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openConsole, TestHost } from '../main/console/testing/rig.ts';
import { openAuthority } from '../main/console/testing/certificates.ts';
import { loadConfig } from './config/load.ts';
import { createBench } from './runtime/gateway.fixture.ts';
import { readTls } from './tls.ts';

let authority: ReturnType<typeof openAuthority>;
let bench: ReturnType<typeof createBench>;
let dir: string;
beforeEach(() => {
  authority = openAuthority();
  bench = createBench();
  dir = mkdtempSync(join(tmpdir(), 'tls-'));
});
afterEach(async () => {
  await bench.end();
  authority.end();
  rmSync(dir, { recursive: true, force: true });
});

const files = () => ({ tlsCert: join(dir, 'cert.pem'), tlsKey: join(dir, 'key.pem') });
function install(certificate: { certFile: string; keyFile: string }): void {
  copyFileSync(certificate.certFile, files().tlsCert);
  copyFileSync(certificate.keyFile, files().tlsKey);
}
const peer = (port: number, maxVersion: SecureVersion = 'TLSv1.3'): Promise<PeerCertificate> =>
  new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', ca: authority.ca, minVersion: 'TLSv1', maxVersion } as const;
    const socket = connect({ ...options, ciphers: 'DEFAULT:@SECLEVEL=0' }, () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    });
    socket.once('error', reject);
  });

it('serves sockets, feed and REST over TLS to a console that trusts its authority', async () => {
  install(authority.certificate());
  const gateway = await bench.gateway(bench.dataDir(), { input: 'none', ...files() });
  expect(gateway.url).toMatch(/^https:/);
  const token = await gateway.issueToken({ sub: 'desk-2', role: 'dispatcher' });
  const rig = openConsole(
    { gateway: gateway.url, token, trust: { ca: authority.ca, pins: [] } },
    new TestHost(),
  );
  const window = rig.window();
  window.sub('capacity');
  await rig.desk.start();
  await window.until(() => window.latest.link?.phase === 'live', 'live');
  await window.until(() => window.latest.capacity !== undefined, 'capacity');
  rig.desk.dispose();

  const stranger = openConsole({ gateway: gateway.url, token }, new TestHost());
  const other = stranger.window();
  await stranger.desk.start();
  await other.until(() => other.latest.link?.phase === 'waiting', 'waiting');
  expect(other.latest.link?.reason?.code).toBe('tls-issuer');
  stranger.desk.dispose();
});

it('speaks TLS 1.2 at least', async () => {
  install(authority.certificate());
  const { port } = await bench.gateway(bench.dataDir(), { input: 'none', ...files() });
  expect((await peer(port, 'TLSv1.2')).subject.CN).toBe('gateway');
  await expect(peer(port, 'TLSv1.1')).rejects.toThrow();
});

it('takes a renewed certificate while it runs, and keeps the old one where the new one is none', async () => {
  const first = authority.certificate();
  install(first);
  const { port } = await bench.gateway(bench.dataDir(), { input: 'none', ...files() });
  const before = (await peer(port)).fingerprint256;
  writeFileSync(files().tlsCert, 'not a certificate');
  await expect.poll(() => bench.problems.length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect((await peer(port)).fingerprint256).toBe(before);
  install(authority.certificate());
  const later = new Date(Date.now() + 5_000);
  utimesSync(files().tlsCert, later, later);
  await expect.poll(async () => (await peer(port)).fingerprint256, { timeout: 10_000 }).not.toBe(before);
}, 40_000);

it('names what is wrong with files that do not fit', () => {
  const [one, two] = [authority.certificate(), authority.certificate()];
  expect(() => readTls({ cert: one.certFile, key: two.keyFile })).toThrow('tls-cert, tls-key');
  expect(() => readTls({ cert: join(dir, 'none.pem'), key: one.keyFile })).toThrow('tls-cert (');
});

it('listens in the clear on this computer only, unless it is told', () => {
  const load = (flags: Record<string, string>) =>
    loadConfig({ flags: new Map(Object.entries(flags)), env: {}, cwd: dir }).config.host;
  expect(() => load({ host: '0.0.0.0' })).toThrow(
    'host (flag --host): got "0.0.0.0"; allowed: an address of this',
  );
  expect(() => load({ 'tls-cert': 'a' })).toThrow('tls-cert and tls-key together');
  expect(load({ host: '0.0.0.0', cleartext: 'anywhere' })).toBe('0.0.0.0');
  expect(load({ host: '0.0.0.0', 'tls-cert': 'a', 'tls-key': 'b' })).toBe('0.0.0.0');
  expect(load({ host: '::1' })).toBe('::1');
});
