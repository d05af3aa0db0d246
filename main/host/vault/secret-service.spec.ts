import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

const there = (command: string): boolean => spawnSync('which', [command], { stdio: 'ignore' }).status === 0;
const able =
  process.platform === 'linux' && ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon'].every(there);
const GATEWAY = 'https://gw.example';
const SECRET = 'rw1.canary-of-the-keyring';

/** A session bus and an unlocked keyring that nobody else has. */
async function session() {
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-keyring-'));
  const fixture = join(import.meta.dirname, 'secret-service.fixture.ts');
  const script =
    'printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" "$1"';
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const child = spawn('dbus-run-session', ['--', 'sh', '-c', script, process.execPath, fixture], {
    env: { ...env, HOME: folder, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value } = (await lines.next()) as { value?: string };
    if (value === undefined) throw new Error('the session ended');
    return value;
  };
  expect(await next()).toBe('ready');
  return {
    folder,
    ask: async (...words: string[]): Promise<unknown> => {
      child.stdin.write(`${JSON.stringify(words)}\n`);
      return JSON.parse(await next());
    },
    end: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

test.skipIf(!able)(
  'the real Secret Service keeps, says when it is locked, and forgets (needs dbus-run-session and gnome-keyring-daemon)',
  async () => {
    const { ask, end, folder } = await session();
    try {
      expect(await ask('opened')).toEqual({ ok: true, warning: null });
      expect(await ask('read')).toEqual([]);
      expect(await ask('get', GATEWAY)).toEqual({ ok: true, value: null });
      expect(await ask('set', GATEWAY, SECRET)).toEqual({ ok: true, value: null });
      expect(await ask('get', GATEWAY)).toEqual({ ok: true, value: SECRET });
      expect(await ask('read')).toEqual([expect.arrayContaining(['Routewatch', GATEWAY])]);
      for (const file of readdirSync(join(folder, 'keyrings')))
        expect(readFileSync(join(folder, 'keyrings', file), 'latin1'), file).not.toContain(SECRET);

      expect(await ask('delete', GATEWAY)).toEqual({ ok: true, value: null });
      expect(await ask('read'), 'after signing out').toEqual([]);

      await ask('set', GATEWAY, SECRET);
      await ask('lock');
      const locked = { ok: false, reason: 'failed', message: expect.stringContaining('locked') as string };
      expect(await ask('get', GATEWAY)).toEqual(locked);
      expect(await ask('delete', GATEWAY), 'signing out of what cannot be reached').toEqual(locked);
      expect(await ask('again')).toEqual({ ok: false });
      expect(await ask('read')).toHaveLength(1);
    } finally {
      await end();
    }
  },
  40_000,
);
