import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAuthenticator, secretKey } from '../index.ts';
import { loadIssuers, type IssuerConfig } from './config.ts';
import { createIssuers } from './issuers.ts';

/** An identity provider of another company: discovery, keys, and a count of who asked for them. */
async function openProvider() {
  let keys: JWK[] = [];
  let down = false;
  const asked = { discovery: 0, keys: 0 };
  const server = createServer((request, response) => {
    if (down) return void request.socket.destroy();
    const discovery = request.url === '/.well-known/openid-configuration';
    asked[discovery ? 'discovery' : 'keys'] += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(discovery ? { issuer: url, jwks_uri: `${url}/keys` } : { keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    asked,
    down: (value: boolean) => void (down = value),
    async rotate(kid: string): Promise<CryptoKey> {
      const pair = await generateKeyPair('ES256');
      keys = [{ ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256' }];
      return pair.privateKey;
    },
    close: () => void (server.closeAllConnections(), server.close()),
  };
}

let provider: Awaited<ReturnType<typeof openProvider>>;
beforeEach(async () => {
  provider = await openProvider();
});
afterEach(() => provider.close());

const config = (): IssuerConfig => ({
  name: 'corp',
  issuer: provider.url,
  audience: 'fleet',
  algorithms: ['ES256'],
  user: 'preferred_username',
  tenant: { claim: 'org', values: { Depot: 'demo' } },
  role: { claim: 'realm_access.roles', values: { 'fleet-boss': 'supervisor', 'fleet-desk': 'dispatcher' } },
});
const open = (cooldown = 0) =>
  createAuthenticator({
    key: secretKey(new Uint8Array(32).fill(7)),
    issuers: createIssuers([config()], { cooldown }),
  });
const CLAIMS = {
  sub: 'u1',
  preferred_username: 'jane',
  org: 'Depot',
  realm_access: { roles: ['offline', 'fleet-desk', 'fleet-boss'] },
};
const token = (key: CryptoKey, kid: string, over: object = {}) =>
  new SignJWT({
    iss: provider.url,
    aud: 'fleet',
    exp: Math.floor(Date.now() / 1_000) + 300,
    ...CLAIMS,
    ...over,
  })
    .setProtectedHeader({ alg: 'ES256', kid })
    .sign(key);

it('a token of another issuer is who, where and what its claims say, under the issuer’s name', async () => {
  const key = await provider.rotate('k1');
  const auth = open();
  expect(provider.asked.discovery).toBe(0);
  expect(await auth.verify(await token(key, 'k1'), 'access')).toMatchObject({
    ok: true,
    principal: { sub: 'corp/jane', tenant: 'demo', role: 'supervisor' },
  });
  await auth.verify(await token(key, 'k1'), 'access');
  expect(provider.asked).toEqual({ discovery: 1, keys: 1 });
});

it('claims that mean nothing here are refused', async () => {
  const key = await provider.rotate('k1');
  const auth = open();
  const state = async (over: object) => {
    const verdict = await auth.verify(await token(key, 'k1', over), 'access');
    return verdict.ok ? 'ok' : verdict.state;
  };
  expect(await state({ realm_access: { roles: ['cook'] } })).toBe('forbidden');
  expect(await state({ realm_access: null })).toBe('forbidden');
  expect(await state({ org: 'Elsewhere' })).toBe('forbidden');
  expect(await state({ aud: 'shop' })).toBe('invalid');
  expect(await state({ exp: 1 })).toBe('expired');
  expect(await state({ preferred_username: undefined })).toBe('invalid');
  expect(await state({ iss: 'https://stranger.example' })).toBe('invalid');
});

it('keys rotate, and a kid that nobody has makes us ask once in a cooldown', async () => {
  const first = await provider.rotate('k1');
  const auth = open(60_000);
  expect((await auth.verify(await token(first, 'k1'), 'access')).ok).toBe(true);
  const second = await provider.rotate('k2');
  const strange = await token(second, 'k2');
  for (let n = 0; n < 5; n += 1)
    expect(await auth.verify(strange, 'access')).toMatchObject({ state: 'invalid' });
  expect(provider.asked.keys).toBe(1);
  const eager = open(0);
  expect((await eager.verify(strange, 'access')).ok).toBe(true);
  const third = await provider.rotate('k3');
  expect((await eager.verify(await token(third, 'k3'), 'access')).ok).toBe(true);
});

it('an issuer that can’t be asked makes its users wait, not others', async () => {
  const key = await provider.rotate('k1');
  provider.down(true);
  const auth = open();
  expect(await auth.verify(await token(key, 'k1'), 'access')).toMatchObject({ ok: false, state: 'busy' });
  const own = await auth.issueToken({ sub: 'a', role: 'wall', tenant: 'demo', seconds: 60 });
  expect((await auth.verify(own, 'access')).ok).toBe(true);
});

it('what is wrong in the file is said with its place', () => {
  const dir = mkdtempSync(join(tmpdir(), 'issuers-'));
  const file = join(dir, 'issuers.json');
  const load = (value: unknown) => {
    writeFileSync(file, JSON.stringify(value));
    return () => loadIssuers(file);
  };
  expect(load([config()])()).toHaveLength(1);
  expect(load([{ ...config(), issuer: 'http://idp.example' }])).toThrow('[0].issuer');
  expect(load([{ ...config(), algorithms: ['HS256'] }])).toThrow('[0].algorithms');
  expect(load([config(), config()])).toThrow('is there twice');
  rmSync(dir, { recursive: true });
});
