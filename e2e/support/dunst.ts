import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './fleet.ts';

const run = promisify(execFile);
const NEEDED = { dunst: 'dunst', 'dbus-daemon': 'dbus', Xvfb: 'xvfb' };

/** Why no real notification daemon can be started here, with what Debian calls what is missing; null where it can. */
export function dunstMissing(): string | null {
  const paths = (process.env['PATH'] ?? '').split(':');
  const missing = Object.entries(NEEDED).filter(
    ([name]) => !paths.some((path) => existsSync(join(path, name))),
  );
  if (missing.length === 0) return null;
  const packages = missing.map(([, name]) => name).join(' ');
  return `no ${missing.map(([name]) => name).join(', ')}: apt-get install ${packages}`;
}

export interface Toast {
  readonly id: number;
  readonly summary: string;
  readonly body: string;
}

/** A desktop of its own: an X server, a session bus, and dunst as `org.freedesktop.Notifications` on it. */
export interface Dunst {
  /** For a program that is to show its notifications there. */
  readonly env: Readonly<Record<string, string>>;
  displayed(): Promise<number>;
  /** As `dunstctl` is used at a desk. */
  ctl(...words: string[]): Promise<string>;
  /** What was on the screen and is gone: the newest first. */
  history(): Promise<Toast[]>;
  end(): Promise<void>;
}

/** @param folder of this spec alone */
export async function startDunst(folder: string): Promise<Dunst> {
  const children: ChildProcess[] = [];
  const end = async (): Promise<void> => {
    for (const child of children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
  };
  const begin = (name: string, args: string[], env: NodeJS.ProcessEnv, fd3 = false): ChildProcess => {
    const child = spawn(name, args, { env, stdio: ['ignore', 'ignore', 'ignore', fd3 ? 'pipe' : 'ignore'] });
    children.push(child);
    return child;
  };
  try {
    const server = begin(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '1400x900x24', '-nolisten', 'tcp'],
      process.env,
      true,
    );
    const display = `:${await firstLine(server)}`;
    const bus = `unix:path=${join(folder, 'bus')}`;
    begin('dbus-daemon', ['--session', '--nofork', `--address=${bus}`], process.env);
    await until(() => Promise.resolve(existsSync(join(folder, 'bus'))), Boolean);
    const env = { DISPLAY: display, DBUS_SESSION_BUS_ADDRESS: bus };
    const config = join(folder, 'dunstrc');
    writeFileSync(
      config,
      '[global]\n  history_length = 100\n  notification_limit = 20\n[urgency_normal]\n  timeout = 0\n[urgency_low]\n  timeout = 0\n',
    );
    begin('dunst', ['-conf', config], { ...process.env, ...env });
    const ctl = async (...words: string[]): Promise<string> =>
      (await run('dunstctl', words, { env: { ...process.env, ...env } })).stdout.trim();
    await until(
      () => ctl('is-paused').catch(() => ''),
      (paused) => paused === 'false',
    );
    return {
      env,
      ctl,
      end,
      displayed: async () => Number(await ctl('count', 'displayed')),
      history: async () => {
        const { data } = JSON.parse(await ctl('history')) as { data: Record<string, { data: unknown }>[][] };
        return (data[0] ?? []).map((one) => ({
          id: Number(one['id']?.data),
          summary: String(one['summary']?.data),
          body: String(one['body']?.data),
        }));
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error('Xvfb ended before it said its display')));
    child.stdio[3]?.on('data', (data: Buffer) => {
      text += data.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
  });
}

/** Lines of the console's journal, parsed: each begins with its checksum. */
export const journalLines = (userData: string): Record<string, unknown>[] => {
  const file = join(userData, 'journal.log');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const at = line.indexOf('{');
      return at === -1 ? [] : [JSON.parse(line.slice(at)) as Record<string, unknown>];
    });
};
