import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SettingsStore } from '../console/ports.ts';

/** One JSON value in a file of the user's alone; a save replaces it whole, in the order of the calls. */
export function jsonFile(path: string): SettingsStore {
  let last: Promise<void> = Promise.resolve();
  return {
    load: async () => {
      await last.catch(() => undefined); // its caller has been told; what is on the disk now is what counts
      try {
        return JSON.parse(await readFile(path, 'utf8')) as unknown;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    save: (value) => {
      const write = async (): Promise<void> => {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
        await rename(`${path}.new`, path);
      };
      last = last.then(write, write);
      return last;
    },
  };
}
