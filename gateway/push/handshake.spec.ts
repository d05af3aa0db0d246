import type { webcrypto } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthenticator, secretKey } from '../auth/index.ts';
import type { Role } from '../../contract/wire.ts';
import { good, heard, KEY, openEdge, rawConsole, sub, until, type Edge } from './harness.ts';

let edge: Edge;
beforeEach(async () => {
  edge = await openEdge({
    origins: ['https://console.example'],
    limits: { perUser: 2, connectTimeout: 300 },
  });
});
afterEach(async () => {
  await edge.close();
});

const seconds = () => Math.floor(Date.now() / 1_000);
const signed = (over: Record<string, unknown>, secret = KEY.signing as Uint8Array, alg = 'HS256') =>
  new SignJWT({
    iss: 'routewatch',
    aud: 'routewatch',
    sub: 'desk-2',
    jti: 'j1',
    role: 'dispatcher',
    tenant: 'demo',
    exp: seconds() + 600,
    ...over,
  })
    .setProtectedHeader({ alg })
    .sign(secret);
const none = () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub: 'desk-2', exp: seconds() + 600 })}.`;
};
const status = async (token: string) =>
  (await (
    await fetch(
      `${edge.url}/auth/status`,
      token === '' ? {} : { headers: { authorization: `Bearer ${token}` } },
    )
  ).json()) as { state: string; message: string };

describe('refused before the upgrade, and explained by GET /auth/status', () => {
  const cases: [string, () => string | Promise<string>, string][] = [
    ['no token', () => '', 'missing'],
    ['no JWT', () => 'abc', 'invalid'],
    ['another key', () => signed({}, new Uint8Array(32).fill(8)), 'invalid'],
    ['no signature', none, 'invalid'],
    ['another algorithm', () => signed({}, new Uint8Array(64).fill(7), 'HS512'), 'invalid'],
    ['expired', () => signed({ exp: seconds() - 31 }), 'expired'],
    ['expired, within the clocks’ tolerance', () => signed({ exp: seconds() - 5 }), 'expired'],
    ['another audience', () => signed({ aud: 'elsewhere' }), 'invalid'],
    ['a ticket in the header', () => signed({ aud: 'ticket' }), 'invalid'],
    ['another issuer', () => signed({ iss: 'elsewhere' }), 'invalid'],
    ['no subject', () => signed({ sub: undefined }), 'invalid'],
    ['no id', () => signed({ jti: undefined }), 'invalid'],
    ['an unknown role', () => signed({ role: 'king' }), 'invalid'],
    ['a tenant that is a path', () => signed({ tenant: 'a/b' }), 'invalid'],
    ['a tenant that is not here', () => signed({ tenant: 'nowhere' }), 'forbidden'],
    ['the role ingest', () => signed({ role: 'ingest' satisfies Role }), 'forbidden'],
  ];
  it.each(cases)('%s', async (_name, make, state) => {
    const token = await make();
    await expect(edge.connect('dispatch', token)).rejects.toThrow();
    expect(edge.push.stats().counters[`refused-${state}`]).toBe(1);
    const answer = await status(token);
    expect(answer.state).toBe(state);
    if (token !== '') expect(JSON.stringify(answer)).not.toContain(token);
  });
});

it('lets a good token in', async () => {
  expect((await status(await edge.token())).state).toBe('ok');
  await edge.connect('dispatch');
  expect(edge.push.stats().sockets.dispatch).toBe(1);
});

it('accepts a ticket once, for as long as the token behind it', async () => {
  const token = await edge.token();
  const answer = await fetch(`${edge.url}/auth/ticket`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  const { ticket, expiresAt } = (await answer.json()) as { ticket: string; expiresAt: number };
  expect(expiresAt - Date.now()).toBeLessThanOrEqual(30_000);
  const socket = await edge.connect('dispatch', undefined, { ticket });
  await sub(socket, 'dispatch');
  await expect(edge.connect('dispatch', undefined, { ticket })).rejects.toThrow();
  await expect(edge.connect('dispatch', undefined, { ticket: token })).rejects.toThrow();
  expect(edge.push.stats().counters['refused-invalid']).toBe(2);
});

it('refuses an unknown page’s origin and takes a listed one', async () => {
  await expect(edge.connect('dispatch', undefined, { origin: 'https://evil.example' })).rejects.toThrow();
  expect(edge.push.stats().counters['refused-origin']).toBe(1);
  await edge.connect('dispatch', undefined, { origin: 'https://console.example' });
});

it('is busy for a user with too many connections, and free again when one is gone', async () => {
  const token = await edge.token();
  const first = await edge.connect('dispatch', token);
  await edge.connect('alerts', token);
  await expect(edge.connect('alerts', token)).rejects.toThrow();
  expect((await status(token)).state).toBe('busy');
  expect((await status(await edge.token('dispatcher', 'desk-3'))).state).toBe('ok');
  first.disconnect();
  await until(() => edge.push.stats().sockets.dispatch === 0);
  await until(
    () => edge.push.admission({ sub: 'desk-2', tenant: 'demo', role: 'dispatcher' } as never, '') === null,
  );
  await edge.connect('alerts', token);
});

it('ends at the token’s end, with a word in every namespace', async () => {
  const socket = await edge.connect('dispatch', await edge.token('dispatcher', 'desk-2', 'demo', 1));
  const alerts = socket.io.socket('/alerts');
  await until(() => alerts.connected);
  const said: string[] = [];
  socket.on('bye', ({ code }) => said.push(`dispatch ${code}`));
  alerts.on('bye', ({ code }: { code: string }) => said.push(`alerts ${code}`));
  await until(() => !socket.connected && !alerts.connected);
  expect(said.sort()).toEqual(['alerts expired', 'dispatch expired']);
});

it('goes on with a later token of the same user, and with no other', async () => {
  const socket = await edge.connect('dispatch', await edge.token('dispatcher', 'desk-2', 'demo', 2));
  const renew = (token: string) => socket.emitWithAck('renew', { token });
  expect(await renew(await edge.token('dispatcher', 'desk-3'))).toMatchObject({
    error: { code: 'forbidden' },
  });
  expect(await renew(await edge.token('dispatcher', 'desk-2', 'other'))).toMatchObject({ ok: false });
  expect(await renew(await edge.token('ingest'))).toMatchObject({ error: { code: 'forbidden' } });
  expect(await renew('abc')).toMatchObject({ error: { code: 'unauthorised' } });
  good(await renew(await edge.token()));
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(socket.connected).toBe(true);
});

it('ends at the revocation of its token, also when a ticket opened it', async () => {
  const token = await edge.token();
  const verdict = await edge.auth.verify(token, 'access');
  if (!verdict.ok) throw new Error(verdict.message);
  const { ticket } = await edge.auth.issueTicket(verdict.principal);
  const sockets = [
    await edge.connect('dispatch', token),
    await edge.connect('alerts', undefined, { ticket }),
  ];
  const byes = sockets.map((socket) => heard(socket, 'bye'));
  edge.auth.revocations.add(verdict.principal.jti, verdict.principal.expiresAt);
  await until(() => sockets.every((socket) => !socket.connected));
  expect(byes.map(({ all }) => all[0]?.code)).toEqual(['revoked', 'revoked']);
  expect((await status(token)).state).toBe('revoked');
  await expect(edge.connect('dispatch', token)).rejects.toThrow();
});

it('checks again in each namespace', async () => {
  const token = await edge.token();
  const socket = await edge.connect('dispatch', token);
  const verdict = await edge.auth.verify(token, 'access');
  if (!verdict.ok) throw new Error(verdict.message);
  // Revoked by another gateway on the same store: nobody told this one's sockets.
  const { covers } = edge.auth.revocations;
  edge.auth.revocations.covers = (who) => who.jti === verdict.principal.jti || covers(who);
  const alerts = socket.io.socket('/alerts');
  const refusal = await new Promise<Error>((resolve) => alerts.once('connect_error', resolve));
  expect(refusal.message).toBe('revoked');
});

it('makes one socket a namespace, also of two requests at once', async () => {
  const raw = await rawConsole(edge, 'dispatch');
  raw.ws.send('40/alerts,');
  raw.ws.send('40/alerts,');
  await until(() => edge.push.stats().counters['refused-joined-already'] === 1);
  expect(edge.push.stats().sockets.alerts).toBe(1);
  raw.ws.send('41/alerts,');
  await until(() => edge.push.stats().sockets.alerts === 0);
  raw.ws.send('40/alerts,');
  await until(() => edge.push.stats().sockets.alerts === 1);
});

it('cuts who floods it with pings and does not read', async () => {
  const own = await openEdge({ limits: { cutBytes: 100_000 } });
  const raw = await rawConsole(own, 'dispatch');
  raw.ws.pause();
  for (let i = 0; i < 400_000 && own.push.stats().sockets.dispatch > 0; i += 1) {
    raw.ws.ping(Buffer.alloc(125));
    if (i % 2_000 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    if (raw.ws.readyState !== raw.ws.OPEN) break;
  }
  await until(() => own.push.stats().sockets.dispatch === 0, 10_000);
  await own.close();
});

it('ends a connection that left every namespace', async () => {
  const raw = await rawConsole(edge, 'dispatch');
  raw.ws.send('41/dispatch,');
  await until(() => raw.closed());
});

it('has nothing in the default namespace, and holds nobody who joins none', async () => {
  const socket = await edge.open('dispatch');
  const main = socket.io.socket('/');
  const refusal = await new Promise<Error>((resolve) => main.once('connect_error', resolve));
  expect(refusal.message).toBe('not-found');
  await until(() => socket.connected);
});

it('says goodbye when the gateway stops', async () => {
  const own = await openEdge();
  const socket = await own.connect('dispatch');
  const byes = heard(socket, 'bye');
  await own.close();
  await until(() => !socket.connected);
  expect(byes.all.map(({ code }) => code)).toEqual(['shutdown']);
});

it('signs with EdDSA where the key is one', async () => {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const auth = createAuthenticator({
    key: { algorithm: 'EdDSA', verifying: pair.publicKey, signing: pair.privateKey },
  });
  const token = await auth.issueToken({ sub: 'desk-2', role: 'wall', tenant: 'demo', seconds: 60 });
  expect((await auth.verify(token, 'access')).ok).toBe(true);
  // The public key taken for a secret: the classic confusion of algorithms.
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const forged = await createAuthenticator({ key: secretKey(raw) }).issueToken({
    sub: 'desk-2',
    role: 'admin',
    tenant: 'demo',
    seconds: 60,
  });
  expect(await auth.verify(forged, 'access')).toMatchObject({ ok: false, state: 'invalid' });
});
