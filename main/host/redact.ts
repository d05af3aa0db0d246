import { homedir } from 'node:os';

/** A word of JSON or of a message, up to what ends it there. */
const END = String.raw`[^\s"'\\<>]`;
const RULES: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '[token]'],
  [/\brw1\.[\w.-]+/g, '[token]'],
  [new RegExp(String.raw`\b(Bearer|Basic)\s+${END}+`, 'gi'), '$1 [token]'],
  [
    /("?\b(?:password|passphrase|secret|token|ticket)"?\s*[:=]\s*"?)(?!\[|null\b|true\b|false\b)[^\s"',;}\\]+/gi,
    '$1[redacted]',
  ],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s"'/@\\]+@/gi, '$1'],
  [new RegExp(String.raw`([a-z][a-z0-9+.-]*:\/\/[^\s"'?#\\]*)[?#]${END}+`, 'gi'), '$1?[...]'],
];

/**
 * A line of the log without what must never be in one, whoever wrote it there: tokens, passwords, users and queries of addresses, and
 * the name of the operating system's user in paths. Words about drivers are kept out by whoever logs: ids, never names.
 */
export function redact(line: string, home = homedir()): string {
  let clean = line;
  for (const [what, instead] of RULES) clean = clean.replace(what, instead);
  // As it is in plain text, and as JSON writes the backslashes of Windows.
  for (const path of [home, JSON.stringify(home).slice(1, -1)])
    if (path.length > 1) clean = clean.replaceAll(path, '~');
  return clean;
}
