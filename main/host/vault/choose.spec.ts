import { expect, test } from 'vitest';
import { chooseVault, type VaultCandidate } from './choose.ts';
import { memoryVault } from './memory.ts';

const usable = (name: string): VaultCandidate => ({
  name,
  open: () => Promise.resolve({ ok: true, vault: memoryVault(name) }),
});
const broken = (name: string, why: string): VaultCandidate => ({
  name,
  open: () => Promise.resolve({ ok: false, why }),
});
const untouched: VaultCandidate = { name: 'never', open: () => Promise.reject(new Error('was asked')) };

test('takes the first that can be used and asks no other', async () => {
  expect((await chooseVault([usable('keychain'), untouched], memoryVault)).name).toBe('keychain');
});

test('goes on to the next', async () => {
  const chosen = await chooseVault(
    [broken('keychain', 'no Secret Service'), usable('safe storage')],
    memoryVault,
  );
  expect(chosen.name).toBe('safe storage');
});

test('memory last, with every reason in its warning', async () => {
  const { vault, name } = await chooseVault(
    [broken('keychain', 'no Secret Service'), broken('safe storage', 'plain text only')],
    memoryVault,
  );
  expect(name).toBe('memory');
  expect(vault.warning).toContain('keychain: no Secret Service');
  expect(vault.warning).toContain('safe storage: plain text only');
});

test('memory keeps until it is told to forget', async () => {
  const vault = memoryVault('none');
  expect(await vault.get('https://gateway')).toEqual({ ok: true, value: null });
  await vault.set('https://gateway', 'secret');
  expect(await vault.get('https://gateway')).toEqual({ ok: true, value: 'secret' });
  await vault.delete('https://gateway');
  expect(await vault.get('https://gateway')).toEqual({ ok: true, value: null });
});
