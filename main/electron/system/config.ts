import * as v from 'valibot';
import type { Basemap } from '../../../contract/bridge.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { PIN } from '../../console/net/trust.ts';
import type { SettingsStore } from '../../console/ports.ts';
import { TILES_ORIGIN } from '../security/origin.ts';

/** The one configured tiles file; more come with more kinds of basemap. */
export const TILES_ID = 'basemap';

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
const gateway = v.pipe(
  v.string(),
  v.check(
    (url) => URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol),
    'must be an http(s) address',
  ),
);

const PIN_RULE = 'must be sha256/ and 44 characters of base64';

/** `config.json` in the user's data folder, and what an administrator puts there. Every key may be absent. */
const file = v.strictObject({
  gateway: v.optional(gateway),
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
});
export type FileConfig = v.InferOutput<typeof file>;

export interface HostConfig extends Omit<FileConfig, 'gateway' | 'timeZone'> {
  readonly gateway: string | null;
  readonly timeZone: string | null;
  readonly token: string | null;
  readonly basemap: Basemap | null;
}

export interface Surroundings {
  readonly gateway: string | undefined;
  readonly token: string | undefined;
}

/** Takes what `npm start` and tests hand over. The token leaves the environment here, so that no child ever inherits it. */
export function takeSurroundings(env: Record<string, string | undefined>): Surroundings {
  const { ROUTEWATCH_GATEWAY, ROUTEWATCH_TOKEN } = env;
  delete env['ROUTEWATCH_TOKEN'];
  return { gateway: ROUTEWATCH_GATEWAY, token: ROUTEWATCH_TOKEN };
}

/** Reads and checks; what cannot be read is an error in words for whoever wrote the file. */
export async function loadConfig(
  surroundings: Surroundings,
  store: SettingsStore,
): Promise<Result<HostConfig>> {
  try {
    return hostConfig(surroundings, await store.load());
  } catch (error) {
    return fail('bad-request', `config.json: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A token only ever goes to the gateway that it was handed over with, so it counts only together with one. */
export function hostConfig(surroundings: Surroundings, saved: unknown): Result<HostConfig> {
  const parsed = v.safeParse(file, saved ?? {});
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const key = v.getDotPath(issue) ?? '(file)';
    return fail('bad-request', `config.json: ${key} is ${issue.received}: ${issue.message}`, key);
  }
  const given = surroundings.gateway === undefined ? null : v.safeParse(gateway, surroundings.gateway);
  if (given !== null && !given.success) {
    return fail('bad-request', `ROUTEWATCH_GATEWAY ${given.issues[0].message}`, 'ROUTEWATCH_GATEWAY');
  }
  const { tiles } = parsed.output;
  return ok({
    ...parsed.output,
    gateway: given?.output ?? parsed.output.gateway ?? null,
    timeZone: parsed.output.timeZone ?? null,
    token: given === null ? null : (surroundings.token ?? null),
    basemap:
      tiles === undefined
        ? null
        : { kind: 'pmtiles', url: `${TILES_ORIGIN}/${TILES_ID}`, attribution: tiles.attribution },
  });
}

/** What `app://tiles/ID` serves. */
export const tilesFiles = ({ tiles }: HostConfig): ReadonlyMap<string, string> =>
  new Map(tiles === undefined ? [] : [[TILES_ID, tiles.path]]);
