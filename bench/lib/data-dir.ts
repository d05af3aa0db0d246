import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where recordings are looked for when nobody says: a folder of the repository that is not part of it. */
const DEFAULT = resolve(import.meta.dirname, '../../data');

/**
 * The named set of recordings below `ROUTEWATCH_DATA`, else below `data/` of the repository; null where it is absent, after saying so and
 * how to give it.
 */
export function dataDir(
  set: string,
  say: (line: string) => void,
  root: string | undefined = process.env['ROUTEWATCH_DATA'],
): string | null {
  const folder = join(root === undefined || root === '' ? DEFAULT : resolve(root), set);
  if (existsSync(folder)) return folder;
  say(`skipped: no recordings "${set}" here; set ROUTEWATCH_DATA to the folder that holds ${set}/`);
  return null;
}
