import { expect, test } from 'vitest';
import { wallMs } from '../../../contract/time.ts';
import type { Clock } from '../../console/ports.ts';
import { keychain, type Keytar } from './keychain.ts';

const never: Clock = { now: () => wallMs(0), elapsed: () => 0, after: () => ({ dispose: () => undefined }) };
const atOnce: Clock = {
  now: () => wallMs(0),
  elapsed: () => 0,
  after: (_ms, run) => {
    queueMicrotask(run);
    return { dispose: () => undefined };
  },
};

function fakeKeytar(): Keytar & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getPassword: (service, account) => Promise.resolve(kept.get(`${service}/${account}`) ?? null),
    setPassword: (service, account, password) => {
      kept.set(`${service}/${account}`, password);
      return Promise.resolve();
    },
    deletePassword: (service, account) => Promise.resolve(kept.delete(`${service}/${account}`)),
  };
}

async function opened(keytar: Keytar) {
  const result = await keychain(() => Promise.resolve(keytar), never).open();
  if (!result.ok) throw new Error(result.why);
  return result.vault;
}

test('keeps a token under the gateway’s address, without a warning', async () => {
  const keytar = fakeKeytar();
  const vault = await opened(keytar);
  expect(vault.warning).toBeNull();
  expect(await vault.set('https://gw', 'secret')).toEqual({ ok: true, value: null });
  expect([...keytar.kept]).toEqual([['Routewatch/https://gw', 'secret']]);
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: 'secret' });
  expect(await vault.delete('https://gw')).toEqual({ ok: true, value: null });
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: null });
});

test('a module without a build, and a keyring without a service, are not usable', async () => {
  const noBuild = await keychain(() => Promise.reject(new Error('Failed to load\nstack')), never).open();
  expect(noBuild).toEqual({ ok: false, why: 'Failed to load' });
  const locked = { ...fakeKeytar(), setPassword: () => Promise.reject(new Error('Cannot autolaunch D-Bus')) };
  expect(await keychain(() => Promise.resolve(locked), never).open()).toEqual({
    ok: false,
    why: 'Cannot autolaunch D-Bus',
  });
});

test('a keyring that does not answer holds nothing up', async () => {
  const silent = { ...fakeKeytar(), setPassword: () => new Promise<never>(() => undefined) };
  expect(await keychain(() => Promise.resolve(silent), atOnce).open()).toEqual({
    ok: false,
    why: 'no answer within 3 s',
  });
});

test('a refusal later on is a result that does not hold the token', async () => {
  const full = fakeKeytar();
  const vault = await opened(full);
  full.setPassword = () => Promise.reject(new Error('keyring is locked'));
  expect(await vault.set('https://gw', 'secret')).toEqual({
    ok: false,
    reason: 'failed',
    message: 'keyring is locked',
  });
  const long = await vault.set('https://gw', 's'.repeat(1_001));
  expect(long).toMatchObject({
    ok: false,
    reason: 'failed',
    message: expect.stringContaining('1001 characters') as string,
  });
  expect(JSON.stringify(long)).not.toContain('sss');
});

test('a keyring that was locked meanwhile is not taken for an empty one, nor its silence for having forgotten', async () => {
  const keytar = fakeKeytar();
  const vault = await opened(keytar);
  await vault.set('https://gw', 'secret');
  // As libsecret does: nothing is found, nothing is deleted, and only writing says why.
  Object.assign(keytar, {
    getPassword: () => Promise.resolve(null),
    deletePassword: () => Promise.resolve(false),
    setPassword: () => Promise.reject(new Error('Cannot create an item in a locked collection')),
  });
  const refused = { ok: false, reason: 'failed', message: 'Cannot create an item in a locked collection' };
  expect(await vault.get('https://gw')).toEqual(refused);
  expect(await vault.delete('https://gw')).toEqual(refused);
  expect(await keychain(() => Promise.resolve(keytar), never).open()).toMatchObject({ ok: false });
});
