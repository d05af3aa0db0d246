import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { root } from '../../scripts/lib/root.ts';
import { quietFleet } from '../support/fleet.ts';

test.use({ gatewayFlags: ['--input', 'none'] });

const PASSWORD = 'correct horse';

/** `npm run gateway -- ...` on the running gateway's data. */
function access(folder: string, words: readonly string[], input = ''): Promise<string> {
  const args = [join(root, 'gateway/cli/gateway.ts'), ...words, '--data-dir', join(folder, 'gateway')];
  return new Promise((resolve, reject) => {
    const ran = execFile(process.execPath, args, (error, out, err) =>
      error === null ? resolve(out) : reject(new Error(err)),
    );
    ran.stdin?.end(input);
  });
}

test('signs in with user and password, says what is wrong where it was typed, and signs out', async ({
  gateway,
  folder,
  launch,
}, info) => {
  await quietFleet(gateway, 2);
  await access(folder, ['users', 'add', 'anna', '--role', 'dispatcher'], `${PASSWORD}\n`);
  const desk = await launch();
  const { page } = desk;
  const form = page.getByTestId('sign-in');
  await form.getByLabel('Gateway').fill(gateway.url);
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect(form.getByRole('alert')).toHaveText('Type your user name');
  await expect(form.getByLabel('User name')).toBeFocused();
  await form.getByLabel('User name').fill('anna');
  await form.getByLabel('Password').fill('wrong');
  await form.getByRole('button', { name: 'Show' }).click();
  await expect(form.getByLabel('Password')).toHaveAttribute('type', 'text');
  await form.getByRole('button', { name: 'Hide' }).click();
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect(form.getByRole('alert')).toHaveText('The user name or the password is wrong');
  await expect(form.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
  await page.screenshot({ path: info.outputPath('wrong.png') });
  await form.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('link')).toHaveText(/live/i);
  await expect(page.getByTestId('board').locator('[data-route]')).toHaveCount(2);
  expect(await access(folder, ['sessions'])).toMatch(/anna +signed in/);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('sign out');
  await page.keyboard.press('Enter');
  await expect(form).toBeVisible();
  await expect.poll(() => access(folder, ['sessions'])).toBe('none\n');
});

test('a wall shows a code, and signs in by itself when a supervisor lets it in', async ({
  gateway,
  folder,
  launch,
}, info) => {
  await quietFleet(gateway, 1);
  const { page } = await launch();
  const form = page.getByTestId('sign-in');
  await form.getByLabel('Gateway').fill(gateway.url);
  await form.getByRole('radio', { name: 'User' }).focus();
  await page.keyboard.press('ArrowRight');
  await form.getByRole('button', { name: 'Show a code' }).click();
  const code = page.getByTestId('pairing-code');
  await expect(code).toHaveText(/^[A-Z]{4}-[A-Z]{4}$/);
  await expect(page.getByRole('timer')).toHaveText(/^1[45]:\d\d left$/);
  await page.screenshot({ path: info.outputPath('pairing.png') });
  await access(folder, ['pair', (await code.textContent()) ?? '', '--sub', 'wall-1']);
  await expect(page.getByTestId('link')).toHaveText(/live/i, { timeout: 20_000 });
  expect(await access(folder, ['sessions'])).toMatch(/wall-1 +paired wall/);
});
