import { CONFIG_KEYS, type ConfigKey } from './schema.ts';

/** One key, three spellings: `lateAfter` in code, `late-after` in flags and files, `ROUTEWATCH_LATE_AFTER` outside. */
export const ENV_PREFIX = 'ROUTEWATCH_';
export const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
export const envName = (key: string): string => ENV_PREFIX + kebab(key).replaceAll('-', '_').toUpperCase();

const byKebab = new Map(CONFIG_KEYS.map((key) => [kebab(key), key]));
const byEnv = new Map(CONFIG_KEYS.map((key) => [envName(key), key]));
export const keyOfFlag = (name: string): ConfigKey | undefined => byKebab.get(name);
export const keyOfEnv = (name: string): ConfigKey | undefined => byEnv.get(name);

/** The known name that a misspelt one most likely meant; null where none is near. */
export function nearest(name: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Levenshtein's. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
