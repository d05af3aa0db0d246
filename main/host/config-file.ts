import { join } from 'node:path';
import * as v from 'valibot';
import { isSite, MAX_SITES, SITE_RULE } from '../../contract/external.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { PIN } from '../console/net/trust.ts';
import type { SettingsStore } from '../console/ports.ts';

const timeZone = v.pipe(
  v.string(),
  v.check((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false; // not a name that this computer knows
    }
  }, 'must be an IANA time zone such as America/Chicago'),
);
export const gatewayAddress = v.pipe(
  v.string(),
  v.check(
    (url) => URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol),
    'must be an http(s) address',
  ),
);

const PIN_RULE = 'must be sha256/ and 44 characters of base64';

/** `config.json` in the user's data folder, and `policy.json` of the computer. Every key may be absent. */
const file = v.strictObject({
  gateway: v.optional(gatewayAddress),
  allowHttp: v.optional(v.boolean()),
  tls: v.optional(
    v.strictObject({
      ca: v.optional(v.pipe(v.string(), v.minLength(1))),
      pins: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(PIN, PIN_RULE))), v.maxLength(10))),
    }),
  ),
  timeZone: v.optional(timeZone),
  tiles: v.optional(
    v.strictObject({
      path: v.pipe(v.string(), v.minLength(1)),
      attribution: v.pipe(v.string(), v.maxLength(200)),
    }),
  ),
  externalHosts: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.check(isSite, SITE_RULE))), v.maxLength(MAX_SITES)),
  ),
});
export type FileConfig = v.InferOutput<typeof file>;

/** `name` is the file as its writer knows it; a wrong field is named with what stands there. */
export function fileConfig(name: string, saved: unknown): Result<FileConfig> {
  const parsed = v.safeParse(file, saved ?? {});
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  const key = v.getDotPath(issue) ?? '(file)';
  return fail('bad-request', `${name}: ${key} is ${issue.received}: ${issue.message}`, key);
}

/** What cannot be read is an error in words for whoever wrote the file; one that is not there says nothing. */
export async function loadFileConfig(name: string, store: SettingsStore): Promise<Result<FileConfig>> {
  try {
    return fileConfig(name, await store.load());
  } catch (error) {
    return fail('bad-request', `${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

type Env = Readonly<Record<string, string | undefined>>;

/** Where an administrator puts what a user cannot change: a folder of the computer that users cannot write. */
export function policyPath(platform: NodeJS.Platform, env: Env): string {
  if (platform === 'win32') return join(env['ProgramData'] ?? 'C:\\ProgramData', 'Routewatch', 'policy.json');
  if (platform === 'darwin') return '/Library/Application Support/Routewatch/policy.json';
  return '/etc/routewatch/policy.json';
}
