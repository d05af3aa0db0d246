import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';

const cli = (name: string) => join(import.meta.dirname, name);
let dir: string;
let child: ChildProcess | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'routewatch-cli-'));
});
afterEach(async () => {
  if (child !== null && child.exitCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(dir, { recursive: true, force: true });
});

function run(name: string, args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const options = { cwd: dir, timeout: 15_000 };
    const ran = execFile(process.execPath, [cli(name), ...args], options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
    ran.stdin?.end(input);
  });
}

it('starts, says where it is, takes a token of the token command, and ends on SIGTERM', async () => {
  const args = ['--input', 'none', '--port', '0', '--data-dir', dir, '--ready-json', '--log-level', 'error'];
  child = spawn(process.execPath, [cli('gateway.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('no stdout');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };

  const { out: token } = await run('token.ts', [
    '--role',
    'dispatcher',
    '--sub',
    'desk-2',
    '--data-dir',
    dir,
  ]);
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const headers = { authorization: `Bearer ${token.trim()}` };
  const status = await (await fetch(`${url}/auth/status`, { headers })).json();
  expect(status).toMatchObject({ state: 'ok', sub: 'desk-2', role: 'dispatcher', tenant: 'demo' });

  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

it('ends with one line and exit code 2 for a wrong value', async () => {
  const { code, out, err } = await run('gateway.ts', ['--speed', '1000']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toBe('routewatch gateway: speed (flag --speed): got "1000"; allowed: a number from 1 to 600\n');
});

it('ends with one line and exit code 2 for an input that is not there', async () => {
  const files = ['--positions', 'no.csv', '--schedule', 'no.csv', '--stops', 'no.csv'];
  const { code, err } = await run('gateway.ts', ['--input', 'recording', '--data-dir', dir, ...files]);
  expect(code).toBe(2);
  expect(err.trimEnd().split('\n').at(-1)).toMatch(/^routewatch gateway: input \(recording\): .*no\.csv/);
});

it('prints its help', async () => {
  const { code, out } = await run('gateway.ts', ['--help']);
  expect(code).toBe(0);
  expect(out).toContain('--start-time HH:MM');
});

it('names what is wrong with a token that is asked for', async () => {
  expect(await run('token.ts', ['--role', 'boss', '--sub', 'x'])).toMatchObject({
    code: 2,
    err: 'routewatch token: role (flag --role): got "boss"; allowed: one of wall, dispatcher, supervisor, admin, ingest\n',
  });
  expect((await run('token.ts', ['--role', 'wall'])).err).toContain('sub (flag --sub): got nothing');
  expect((await run('token.ts', ['--role', 'wall', '--sub', 'x', '--ttl', '1y'])).err).toContain(
    'ttl (flag --ttl)',
  );
});

it('keeps users, pairs walls and revokes beside a running gateway', async () => {
  const args = ['--input', 'none', '--port', '0', '--data-dir', dir, '--ready-json', '--log-level', 'error'];
  child = spawn(process.execPath, [cli('gateway.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('no stdout');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  const access = (words: string, input = '') =>
    run('gateway.ts', [...words.split(' '), '--data-dir', dir], input);
  const post = async (path: string, body: object, token = '') =>
    await fetch(url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== '' && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });

  expect((await access('users add Anna --role supervisor', 'short\n')).err).toContain('10 to 256');
  expect(await access('users add Anna --role supervisor', 'correct horse\n')).toMatchObject({
    code: 0,
    err: '',
  });
  expect((await access('users add anna --role wall', 'correct horse\n')).err).toContain('there already');
  expect((await access('users list')).out).toMatch(/anna +supervisor/);

  const login = await post('/auth/login', { user: 'anna', password: 'correct horse' });
  const grant = (await login.json()) as { accessToken: string };
  const { user_code: code, device_code } = (await (await post('/auth/device', {})).json()) as {
    user_code: string;
    device_code: string;
  };
  expect((await access(`pair ${code} --sub wall-1`)).out).toContain('wall-1 is let in as wall');
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
  expect((await post('/auth/token', { grant_type, device_code })).status).toBe(200);
  expect((await access('sessions')).out).toMatch(/wall-1 +paired wall/);
  expect((await access('revoke --user anna')).out).toContain('1 session of anna ended');
  await expect
    .poll(
      async () =>
        (await fetch(`${url}/city`, { headers: { authorization: `Bearer ${grant.accessToken}` } })).status,
    )
    .toBe(401);
  expect((await access('revoke --user')).code).toBe(2);
  expect((await access('users promote anna')).err).toContain('unknown command "users promote"');
}, 90_000);
