import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { exportJWK, generateKeyPair } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../contract/wire.ts';
import type { Principal } from '../ports.ts';
import { openSql } from '../streams/index.ts';
import {
  createAuthenticator,
  loadOrCreateKey,
  loggedRequest,
  memoryRevocations,
  principalOf,
  redactUrl,
  requireRole,
  secretKey,
  sqlRevocations,
} from './index.ts';
import { UsedOnce } from './once.ts';

const KEY = secretKey(new Uint8Array(32).fill(7));
const START = Date.UTC(2026, 2, 2, 8);
const DESK = { sub: 'desk-2', role: 'dispatcher', tenant: 'demo' } as const;

/** An authenticator whose clock the spec sets. */
function clocked(seconds = 600) {
  let now = START;
  const auth = createAuthenticator({ key: KEY, now: () => now });
  return {
    auth,
    token: () => auth.issueToken({ ...DESK, seconds }),
    pass: (ms: number) => void (now += ms),
    async who(): Promise<Principal> {
      const verdict = await auth.verify(await auth.issueToken({ ...DESK, seconds }), 'access');
      if (!verdict.ok) throw new Error(verdict.message);
      return verdict.principal;
    },
  };
}

describe('a token', () => {
  it('says who, and until when', async () => {
    const { auth, token } = clocked();
    expect(await auth.verify(await token(), 'access')).toMatchObject({
      ok: true,
      principal: { ...DESK, expiresAt: START + 600_000 },
    });
  });

  it('is one text: padded, in the other alphabet, or with bits beside its value it is none', async () => {
    const { auth, token } = clocked();
    const text = await token();
    // 256 bits are 43 characters: the last one has two that say nothing.
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const beside = text.slice(0, -1) + (letters[letters.indexOf(text.at(-1) ?? '') ^ 1] ?? '');
    const [head = '', body = '', signature = ''] = text.split('.');
    for (const other of [`${text}=`, beside, `${head}.${body}=.${signature}`])
      expect(await auth.verify(other, 'access'), other).toMatchObject({ ok: false, state: 'invalid' });
    expect((await auth.verify(text, 'access')).ok).toBe(true);
  });

  it('is good for 30 s past its end, for clocks that differ, and not longer', async () => {
    const { auth, token, pass } = clocked();
    const text = await token();
    pass(600_000 + 29_000);
    expect((await auth.verify(text, 'access')).ok).toBe(true);
    pass(2_000);
    expect(await auth.verify(text, 'access')).toMatchObject({ ok: false, state: 'expired' });
  });

  it('is not issued for what it could not say', async () => {
    const { auth } = clocked();
    await expect(auth.issueToken({ ...DESK, seconds: 0 })).rejects.toThrow('seconds must be > 0');
    await expect(auth.issueToken({ ...DESK, tenant: 'a b', seconds: 1 })).rejects.toThrow('letters, digits');
    await expect(auth.issueToken({ ...DESK, role: 'king' as Role, seconds: 1 })).rejects.toThrow();
    await expect(auth.issueToken({ ...DESK, sub: '', seconds: 1 })).rejects.toThrow();
  });

  it('never comes back in a refusal', async () => {
    const { auth, token } = clocked();
    const text = await token();
    for (const bad of [`${text}x`, text.slice(0, -10), `${text}.${text}`, 'a.b.c']) {
      const verdict = await auth.verify(bad, 'access');
      expect(verdict).toMatchObject({ ok: false, state: 'invalid' });
      expect(JSON.stringify(verdict)).not.toContain(bad.slice(0, 20));
    }
  });
});

describe('a ticket', () => {
  it('stands for its token: its end and its id', async () => {
    const { auth, who } = clocked();
    const principal = await who();
    const { ticket, expiresAt } = await auth.issueTicket(principal);
    expect(expiresAt).toBe(START + 30_000);
    expect(await auth.verify(ticket, 'ticket')).toEqual({ ok: true, principal });
    expect(await auth.verify(ticket, 'ticket')).toMatchObject({ ok: false, state: 'invalid' });
  });

  it('is no access token, nor the other way round', async () => {
    const { auth, who, token } = clocked();
    const { ticket } = await auth.issueTicket(await who());
    expect((await auth.verify(ticket, 'access')).ok).toBe(false);
    expect((await auth.verify(await token(), 'ticket')).ok).toBe(false);
  });

  it('ends after its 30 s and the tolerance', async () => {
    const { auth, who, pass } = clocked();
    const { ticket } = await auth.issueTicket(await who());
    pass(61_000);
    expect(await auth.verify(ticket, 'ticket')).toMatchObject({ ok: false, state: 'expired' });
  });

  it('is worth nothing once its token was revoked', async () => {
    const { auth, who } = clocked();
    const principal = await who();
    const { ticket } = await auth.issueTicket(principal);
    auth.revocations.add(principal.jti, principal.expiresAt);
    expect(await auth.verify(ticket, 'ticket')).toMatchObject({ ok: false, state: 'revoked' });
  });

  it('is refused when it could not be remembered', () => {
    const used = new UsedOnce(2);
    expect([used.take('a', 10, 0), used.take('b', 20, 0), used.take('c', 30, 0)]).toEqual([
      true,
      true,
      false,
    ]);
    // The first one's time is over: its place is free, and it can no longer be verified anyway.
    expect([used.take('c', 30, 15), used.take('b', 20, 15)]).toEqual([true, false]);
    expect(used.size).toBe(2);
  });
});

describe('revocations', () => {
  const sql = openSql(':memory:');
  it.each([
    ['memory', (now: () => number) => memoryRevocations(now)],
    ['sql', (now: () => number) => sqlRevocations(sql, now)],
  ])('in %s are told, kept, and forgotten after the token’s end', (_name, make) => {
    let now = START;
    const revocations = make(() => now);
    const told: string[] = [];
    const listening = revocations.onAdded((jti) => told.push(jti));
    revocations.add('a', START + 1_000);
    now += 2_000;
    expect(revocations.has('a')).toBe(true);
    revocations.add('b', now + 1_000);
    listening.dispose();
    revocations.add('c', now + 1_000);
    expect([revocations.has('a'), revocations.has('b'), revocations.has('c')]).toEqual([false, true, true]);
    expect(told).toEqual(['a', 'b']);
  });
});

describe('the key file', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'auth-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const file = () => join(dir, 'keys', 'gateway-key.json');

  it('is made once, for its owner only, and different each time', async () => {
    const first = await loadOrCreateKey(join(dir, 'keys'));
    const again = await loadOrCreateKey(join(dir, 'keys'));
    const other = await loadOrCreateKey(join(dir, 'others'));
    expect(again.verifying).toEqual(first.verifying);
    expect(other.verifying).not.toEqual(first.verifying);
    expect((first.verifying as Uint8Array).byteLength).toBe(32);
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')('is refused when others may read it', async () => {
    await loadOrCreateKey(join(dir, 'keys'));
    chmodSync(file(), 0o640);
    await expect(loadOrCreateKey(join(dir, 'keys'))).rejects.toThrow('chmod 600');
  });

  it('may be an Ed25519 key: whole to issue, its public part to verify only', async () => {
    await loadOrCreateKey(join(dir, 'keys'));
    const pair = await generateKeyPair('EdDSA', { extractable: true });
    writeFileSync(file(), JSON.stringify(await exportJWK(pair.privateKey)));
    const issuer = createAuthenticator({ key: await loadOrCreateKey(join(dir, 'keys')) });
    const token = await issuer.issueToken({ ...DESK, seconds: 60 });
    writeFileSync(file(), JSON.stringify(await exportJWK(pair.publicKey)));
    const verifier = createAuthenticator({ key: await loadOrCreateKey(join(dir, 'keys')) });
    expect((await verifier.verify(token, 'access')).ok).toBe(true);
    await expect(verifier.issueToken({ ...DESK, seconds: 60 })).rejects.toThrow('public key only');
  });

  it.each([
    ['not JSON', 'not a JWK', 'oops'],
    ['another kind', 'allowed are', '{"kty":"RSA"}'],
    ['a short secret', '32 bytes', '{"kty":"oct","alg":"HS256","k":"c2hvcnQ"}'],
  ])('%s is refused by name, without its content', async (_name, message, text) => {
    await loadOrCreateKey(join(dir, 'keys'));
    writeFileSync(file(), text);
    await expect(loadOrCreateKey(join(dir, 'keys'))).rejects.toThrow(message);
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });
});

it('the guard lets through a good token of the right role only', async () => {
  const { auth, token } = clocked();
  const app = fastify();
  const guard = { preHandler: requireRole(auth, ['ingest', 'admin']) };
  app.post('/ingest', guard, (request) => ({ by: principalOf(request).sub }));
  app.get('/open', (request) => ({ by: principalOf(request).sub }));
  const post = async (authorization?: string) =>
    await app.inject({ method: 'POST', url: '/ingest', headers: authorization ? { authorization } : {} });
  const bearer = async (role: Role) => `Bearer ${await auth.issueToken({ ...DESK, role, seconds: 60 })}`;

  const none = await post();
  expect([none.statusCode, none.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  expect((await post(`Basic ${await token()}`)).statusCode).toBe(401);
  const wrong = await post(await bearer('dispatcher'));
  expect([wrong.statusCode, wrong.json()]).toMatchObject([403, { ok: false, error: { code: 'forbidden' } }]);
  expect((await post(await bearer('ingest'))).json()).toEqual({ by: 'desk-2' });
  expect((await app.inject({ url: '/open' })).statusCode).toBe(500);
  await app.close();
});

it('what is logged of a request holds no token', () => {
  const request = { method: 'GET', url: '/socket.io/?EIO=4&ticket=abc.def&transport=websocket', ip: '::1' };
  expect(loggedRequest({ ...request, headers: { authorization: 'Bearer abc.def' } } as never)).toEqual({
    method: 'GET',
    url: '/socket.io/?EIO=4&ticket=[redacted]&transport=websocket',
    address: '::1',
  });
  expect(redactUrl('/x?Token=abc#y')).toBe('/x?Token=[redacted]#y');
});
