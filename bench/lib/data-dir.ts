import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the real recordings are: ROUTEWATCH_DATA, else a folder beside the repository. They are not part of it. */
const DEFAULT = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** The named set of recordings; null where it is absent, after saying so and how to give it. */
export function dataDir(set: string, say: (line: string) => void): string | null {
  const folder = `${process.env.ROUTEWATCH_DATA ?? DEFAULT}/${set}`;
  if (existsSync(folder)) return folder;
  say(`skipped: no recordings "${set}" here; set ROUTEWATCH_DATA to the folder that holds ${set}/`);
  return null;
}
