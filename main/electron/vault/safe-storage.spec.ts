import { expect, test } from 'vitest';
import type { SettingsStore } from '../../console/ports.ts';
import { safeStorageVault } from './safe-storage.ts';

function memoryFile(): SettingsStore & { kept: unknown } {
  const file = {
    kept: undefined as unknown,
    load: () => Promise.resolve(file.kept),
    save: (value: unknown) => {
      file.kept = value;
      return Promise.resolve();
    },
  };
  return file;
}

const reversed = (text: string): string => [...text].reverse().join('');
const sync = {
  isEncryptionAvailable: () => true,
  encryptString: (text: string) => Buffer.from(reversed(text)),
  decryptString: (bytes: Buffer) => reversed(bytes.toString()),
};

async function opened(storage: Parameters<typeof safeStorageVault>[0], file = memoryFile()) {
  const result = await safeStorageVault(storage, file, 'win32').open();
  if (!result.ok) throw new Error(result.why);
  return { vault: result.vault, file };
}

test.each(['basic_text', 'unknown'] as const)('refuses Linux’s %s', async (backend) => {
  const storage = { ...sync, getSelectedStorageBackend: () => backend };
  expect(await safeStorageVault(storage, memoryFile(), 'linux').open()).toMatchObject({ ok: false });
  expect(await safeStorageVault(storage, memoryFile(), 'win32').open()).toMatchObject({ ok: true });
});

test('takes Linux’s keyrings', async () => {
  const storage = { ...sync, getSelectedStorageBackend: () => 'gnome_libsecret' as const };
  expect(await safeStorageVault(storage, memoryFile(), 'linux').open()).toMatchObject({ ok: true });
});

test('is not usable when encryption is not available, or throws', async () => {
  const none = { ...sync, isEncryptionAvailable: () => false };
  expect(await safeStorageVault(none, memoryFile(), 'darwin').open()).toEqual({
    ok: false,
    why: 'not available',
  });
  const throws = {
    ...sync,
    isEncryptionAvailable: () => {
      throw new Error('before ready');
    },
  };
  expect(await safeStorageVault(throws, memoryFile(), 'darwin').open()).toEqual({
    ok: false,
    why: 'before ready',
  });
});

test('the file never holds the token as it is', async () => {
  const { vault, file } = await opened(sync);
  await vault.set('https://gw', 'secret-token');
  await vault.set('https://other', 'x');
  expect(JSON.stringify(file.kept)).not.toContain('secret-token');
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: 'secret-token' });
  await vault.delete('https://gw');
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: null });
  expect(await vault.get('https://other')).toEqual({ ok: true, value: 'x' });
});

test('prefers the asynchronous calls where they exist', async () => {
  const { vault, file } = await opened({
    ...sync,
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`async:${text.length}`)),
    decryptStringAsync: (bytes: Buffer) =>
      Promise.resolve({ result: bytes.toString(), shouldReEncrypt: false }),
  });
  await vault.set('https://gw', 'secret');
  expect(file.kept).toEqual({ 'https://gw': Buffer.from('async:6').toString('base64') });
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: 'async:6' });
});

test('a damaged file is a failure, not an end', async () => {
  const { vault, file } = await opened({
    ...sync,
    decryptString: () => {
      throw new Error('cannot decrypt');
    },
  });
  file.kept = { 'https://gw': 'AAAA' };
  expect(await vault.get('https://gw')).toEqual({ ok: false, reason: 'failed', message: 'cannot decrypt' });
  file.kept = ['not', 'ours', 3];
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: null });
});
