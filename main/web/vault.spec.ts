import { expect, test } from 'vitest';
import { FakeClock } from '../console/testing/clock.ts';
import { openVault, type Keytar } from './vault.ts';

function fakeKeytar(): Keytar & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getPassword: (_, account) => Promise.resolve(kept.get(account) ?? null),
    setPassword: (_, account, password) => Promise.resolve(void kept.set(account, password)),
    deletePassword: (_, account) => Promise.resolve(kept.delete(account)),
  };
}

test('a keychain keeps tokens by address', async () => {
  const keytar = fakeKeytar();
  const vault = openVault(() => Promise.resolve(keytar), new FakeClock());
  expect(await vault.set('https://gw', 'a.b.c')).toEqual({ ok: true, value: null });
  expect(keytar.kept.get('https://gw')).toBe('a.b.c');
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: 'a.b.c' });
  expect(vault.warning).toBeNull();
  await vault.delete('https://gw');
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: null });
  expect(await vault.set('https://gw', 'x'.repeat(1_001))).toMatchObject({ ok: false, reason: 'failed' });
});

test('without a keychain memory keeps them, and the warning says why', async () => {
  const vault = openVault(() => Promise.reject(new Error('no Secret Service\nstack')), new FakeClock());
  await vault.set('https://gw', 'a.b.c');
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: 'a.b.c' });
  expect(vault.warning).toContain('no Secret Service');
});

test('a keyring that does not answer is given 3 s', async () => {
  const clock = new FakeClock();
  const keytar: Keytar = { ...fakeKeytar(), getPassword: () => new Promise(() => undefined) };
  const vault = openVault(() => Promise.resolve(keytar), clock);
  const got = vault.get('https://gw');
  await Promise.resolve();
  await Promise.resolve();
  clock.advance(3_000);
  expect(await got).toEqual({ ok: true, value: null });
  expect(vault.warning).toContain('no answer within 3 s');
  expect(clock.pending).toBe(0);
});
