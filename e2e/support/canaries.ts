import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Found {
  readonly where: string;
  readonly canary: string;
}

/** What looks like a secret of ours is one, whether it was planted or made on the way. */
const SECRETS: Readonly<Record<string, RegExp>> = {
  'an access token': /eyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{15,}/,
  'a refresh token': /rw1\.[\w-]{6,}\.[\w-]{6,}/,
};

/** Where one of the words stands in a text, by its name. */
export const foundIn = (where: string, text: string, canaries: Readonly<Record<string, string>>): Found[] =>
  [
    ...Object.entries(canaries).filter(([, word]) => text.includes(word)),
    ...Object.entries(SECRETS).filter(([, pattern]) => pattern.test(text)),
  ].map(([canary]) => ({ where, canary }));

/** In every file under a folder, dumps and databases included, as bytes and as the two bytes a character of Windows. */
export function foundUnder(folder: string, canaries: Readonly<Record<string, string>>): Found[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return [];
    const bytes = readFileSync(path);
    const text = `${bytes.toString('latin1')}\n${bytes.toString('utf8')}\n${bytes.toString('utf16le')}`;
    return foundIn(relative(folder, path), text, canaries);
  });
}

/** In the arguments of every process of this computer; Linux only, where anybody may read them. */
export function foundInArguments(canaries: Readonly<Record<string, string>>): Found[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return foundIn(`arguments of ${pid}`, readFileSync(`/proc/${pid}/cmdline`, 'latin1'), canaries);
      } catch {
        return []; // it ended meanwhile
      }
    });
}
