import { execFileSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { systemClock } from '../../console/clock.ts';
import { keychain } from './keychain.ts';
import { loadKeytar } from './keytar.ts';

/** Runs inside of a session bus of its own: one line of JSON in, one out. `read` asks the keyring itself, past the vault. */
const clock = systemClock();
const open = () => keychain(loadKeytar, clock).open();
const opened = await open();
const vault = opened.ok ? opened.vault : null;

function bus(...args: string[]): string {
  const service = ['--session', '--print-reply', '--dest=org.freedesktop.secrets'];
  return execFileSync('dbus-send', [...service, ...args], { encoding: 'utf8' });
}
const COLLECTION = '/org/freedesktop/secrets/collection/login';
const acts: Readonly<Record<string, (...args: string[]) => unknown>> = {
  opened: () => (opened.ok ? { ok: true, warning: opened.vault.warning } : opened),
  set: (gateway = '', token = '') => vault?.set(gateway, token),
  get: (gateway = '') => vault?.get(gateway),
  delete: (gateway = '') => vault?.delete(gateway),
  lock: () =>
    bus('/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', `array:objpath:${COLLECTION}`),
  again: async () => {
    const { ok } = await open();
    return { ok };
  },
  read: () => {
    const items = bus(
      COLLECTION,
      'org.freedesktop.DBus.Properties.Get',
      'string:org.freedesktop.Secret.Collection',
      'string:Items',
    );
    return [...items.matchAll(/object path "(.+)"/g)].map(([, item = '']) =>
      [
        ...bus(
          item,
          'org.freedesktop.DBus.Properties.Get',
          'string:org.freedesktop.Secret.Item',
          'string:Attributes',
        ).matchAll(/string "(.*)"/g),
      ].map(([, text]) => text),
    );
  },
};
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [act = '', ...args] = JSON.parse(line) as string[];
  process.stdout.write(`${JSON.stringify((await acts[act]?.(...args)) ?? null)}\n`);
}
