import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGateway } from '../../scripts/lib/gateway.ts';
import { root } from '../../scripts/lib/root.ts';
import { foundIn, foundInArguments, foundUnder, type Found } from '../support/canaries.ts';
import { expect, test } from '../support/fixtures.ts';
import { plan, position } from '../support/fleet.ts';

const PERSON = { driver: 'Canaria Fahrerin', phone: '+49 170 5550199' };
const PASSWORD = 'canary-of-the-password-8f3a';

/** The fleet's own data, which has to know who drives: what is sent to it stays in its databases. */
const KNOWS_DRIVERS = /^gateway\/.*\.(db|db-wal|db-shm|sqlite|sqlite-wal|log\.db)$/;

function access(folder: string, words: readonly string[], input = ''): Promise<string> {
  const args = [join(root, 'gateway/cli/gateway.ts'), ...words, '--data-dir', join(folder, 'gateway')];
  return new Promise((resolve, reject) => {
    const ran = execFile(process.execPath, args, (error, out, err) =>
      error === null ? resolve(out) : reject(new Error(err)),
    );
    ran.stdin?.end(input);
  });
}

test('what was planted is found nowhere', async ({ folder, launch, host }) => {
  test.setTimeout(180_000);
  const dataDir = join(folder, 'gateway');
  const flags = ['--port', '0', '--data-dir', dataDir, '--input', 'none', '--log-level', 'debug'];
  const { url, child } = await startGateway(root, flags, 'pipe');
  let said = '';
  child.process.stderr?.on('data', (part: Buffer) => (said += part.toString()));
  child.process.stdout?.on('data', (part: Buffer) => (said += part.toString()));
  const found: Found[] = [];
  const canaries: Record<string, string> = { ...PERSON, password: PASSWORD };
  try {
    await access(folder, ['users', 'add', 'canary', '--role', 'dispatcher'], `${PASSWORD}\n`);
    const ingest = (await token(folder, 'ingest')).trim();
    canaries['ingest token'] = ingest;
    const post = (kind: string, body: unknown): Promise<Response> =>
      fetch(`${url}/ingest/${kind}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ingest}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const person = { name: PERSON.driver, phone: PERSON.phone };
    expect((await post('routes', [{ ...plan('7', 0), driver: person }])).status).toBe(200);
    expect((await post('positions', [position('7', 0, 0.5)])).status).toBe(200);
    // What is refused is named by its field, never by what stood in it.
    await post('routes', [{ ...plan('8', 1), driver: { ...person, extra: PASSWORD }, stops: PERSON.phone }]);

    const desk = await launch();
    const { page, problems } = desk;
    problems.expect(/401|Unauthorized|Failed to load/i);
    const form = page.getByTestId('sign-in');
    await form.getByLabel('Gateway').fill(url);
    await form.getByLabel('User name').fill('canary');
    await form.getByLabel('Password').fill(`${PASSWORD}-wrong`);
    await page.keyboard.press('Enter');
    await expect(form.getByRole('alert')).toHaveText('The user name or the password is wrong');
    await form.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('link')).toHaveText(/live/i);
    await expect(page.getByTestId('board')).toContainText(PERSON.driver);
    found.push(...foundInArguments(canaries));

    // A ticket in an address, a bad token, a client that is cut: whatever is logged of them.
    await fetch(`${url}/socket.io/?EIO=4&transport=websocket&ticket=${canaries['ingest token']}`);
    await fetch(`${url}/auth/status`, { headers: { authorization: `Bearer ${canaries['ingest token']}x` } });
    await fetch(`${url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"user":"canary","password":"${PASSWORD}"`,
    });
    // The gateway goes away under it and comes back: failures are logged on both sides.
    const storage = await page.evaluate(
      () => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie,
    );
    found.push(...foundIn('the page’s storage', storage, canaries));
    await page.keyboard.press('Control+k');
    await page.keyboard.type('diagnostics');
    await page.keyboard.press('Enter');
    const report = page.getByRole('button', { name: 'Save report' });
    await expect(report).toBeVisible();
    if (desk.electron === null) {
      const [download] = await Promise.all([page.waitForEvent('download'), report.click()]);
      found.push(...foundIn('the report', readFileSync(await download.path(), 'utf8'), canaries));
    }
    if (desk.electron !== null)
      await desk.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      );
    problems.expect(/crash/i);
    // What a crash and its new page write is on the disk by then; the page itself is gone.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    found.push(...foundUnder(join(folder, 'desk'), secretsOf(canaries)));
    const journal = foundUnder(join(folder, 'desk'), { driver: PERSON.driver, phone: PERSON.phone });
    // The journal keeps alarms that were shown, in the words of the gateway; nothing else of the console's knows a person.
    found.push(...journal.filter(({ where }) => !/journal|Cache|blob_storage|Code Cache/.test(where)));
  } finally {
    await child.end();
  }
  writeFileSync(join(folder, 'gateway.log'), said);
  expect(said.length, 'the gateway logs at debug').toBeGreaterThan(100);
  found.push(...foundIn('the gateway’s log', said, canaries));
  found.push(
    ...foundUnder(dataDir, secretsOf(canaries)).map((one) => ({ ...one, where: `gateway/${one.where}` })),
  );
  const people = foundUnder(dataDir, { driver: PERSON.driver, phone: PERSON.phone });
  found.push(...people.filter(({ where }) => !KNOWS_DRIVERS.test(`gateway/${where}`)));
  // A search that finds nothing has to be able to find: the fleet's own database knows its driver.
  expect(people.length, `${host}: the search finds what is there`).toBeGreaterThan(0);
  expect(found).toEqual([]);
});

const secretsOf = ({ driver: _, phone: __, ...secrets }: Record<string, string>): Record<string, string> =>
  secrets;

function token(folder: string, role: string): Promise<string> {
  const args = [join(root, 'gateway/cli/token.ts'), '--data-dir', join(folder, 'gateway'), '--role', role];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [...args, '--sub', 'e2e', '--tenant', 'demo'], (error, out) =>
      error === null ? resolve(out) : reject(error),
    );
  });
}
