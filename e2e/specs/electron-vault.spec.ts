import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { root } from '../../scripts/lib/root.ts';
import { foundUnder } from '../support/canaries.ts';
import { expect, test } from '../support/fixtures.ts';

const PASSWORD = 'a password for the vault';

function addUser(dataDir: string, name: string): Promise<string> {
  const cli = [join(root, 'gateway/cli/gateway.ts'), 'users', 'add', name, '--role', 'dispatcher'];
  return new Promise((resolve, reject) => {
    const ran = execFile(process.execPath, [...cli, '--data-dir', dataDir], (error, out, err) =>
      error === null ? resolve(out) : reject(new Error(err)),
    );
    ran.stdin?.end(`${PASSWORD}\n`);
  });
}

/** What the credential store holds, asked by a process of its own: nothing of the console's memory is in there. */
const stored = (electron: ElectronApplication, account: string): Promise<string | null> =>
  electron.evaluate(({ app }, account) => {
    const { spawnSync } = process.getBuiltinModule('node:child_process');
    const { mkdtempSync, readFileSync, rmSync } = process.getBuiltinModule('node:fs');
    const { join } = process.getBuiltinModule('node:path');
    const folder = mkdtempSync(join(app.getPath('temp'), 'vault-'));
    const answer = join(folder, 'answer.json');
    const script = `
        const load = require('node:module').createRequire(process.argv[1] + '/package.json');
        load('keytar').getPassword('Routewatch', process.argv[2])
          .then((kept) => require('node:fs').writeFileSync(process.argv[3], JSON.stringify(kept)));`;
    const ran = spawnSync(process.execPath, ['-e', script, app.getAppPath(), account, answer], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: 'ignore',
      timeout: 30_000,
    });
    try {
      return JSON.parse(readFileSync(answer, 'utf8')) as string | null;
    } catch {
      return `the store was not read: ${String(ran.status)} ${String(ran.error ?? ran.signal)}`;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, account);

test('the Windows credential store keeps the refresh token, and signing out takes it away', async ({
  folder,
  gateway,
  launch,
}) => {
  await addUser(join(folder, 'gateway'), 'anna');
  const { electron, page } = await launch();
  if (electron === null) throw new Error('not Electron');
  const platform = await electron.evaluate(() => process.platform);
  test.skip(platform !== 'win32', `this Electron is for ${platform}, and has no Windows credential store`);

  const form = page.getByTestId('sign-in');
  await form.getByLabel('Gateway').fill(gateway.url);
  await form.getByLabel('User name').fill('anna');
  await form.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('link')).toHaveText(/live/i);

  const token = await stored(electron, gateway.url);
  expect(token).toMatch(/^rw1(\.[\w-]{6,}){3}$/);
  expect(await stored(electron, `${gateway.url}/another`)).toBeNull();
  // In the store and nowhere else: not in settings, logs or whatever Chromium keeps.
  expect(foundUnder(join(folder, 'desk'), { token: token ?? '', password: PASSWORD })).toEqual([]);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('sign out');
  await page.keyboard.press('Enter');
  await expect(form.getByLabel('Password')).toBeVisible();
  await expect.poll(() => stored(electron, gateway.url)).toBeNull();
});

test('what Windows encrypts for this user is read back, and is no plain text', async ({ launch }) => {
  const { electron } = await launch();
  if (electron === null) throw new Error('not Electron');
  const kept = await electron.evaluate(({ safeStorage }) => {
    if (process.platform !== 'win32') return process.platform;
    if (!safeStorage.isEncryptionAvailable()) return null;
    const bytes = safeStorage.encryptString('rw1.canary-of-dpapi');
    return { back: safeStorage.decryptString(bytes), plain: bytes.toString('latin1').includes('canary') };
  });
  test.skip(typeof kept === 'string', `this Electron is for ${String(kept)}, and has no DPAPI`);
  test.skip(kept === null, 'DPAPI is not to be had here: the vault then goes on to memory, with a banner');
  expect(kept).toEqual({ back: 'rw1.canary-of-dpapi', plain: false });
});
