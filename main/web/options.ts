import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isSite, MAX_SITES, SITE_RULE } from '../../contract/external.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { PIN } from '../console/index.ts';

export const HELP = `Routewatch in the browser of this computer.

  --gateway URL           address of the gateway; else ROUTEWATCH_GATEWAY, else the one signed in to last
  --token-env NAME        environment variable that holds the token; default ROUTEWATCH_TOKEN, else the keychain's
  --port N                port on 127.0.0.1; default 0, any free one
  --data-dir DIR          where settings are kept
  --tiles FILE            basemap, a PMTiles file
  --tiles-attribution T   line that its licence asks for; needed with --tiles
  --time-zone NAME        the fleet's, such as Europe/Berlin; default this computer's
  --locale NAME           for figures and times; default this computer's
  --external-host HOST    site that links in runbooks may lead to; several times for several
  --tls-ca FILE           PEM of the authority whose certificates are believed, instead of the system's
  --tls-pin PIN           sha256/BASE64 of the public key that the gateway, or its authority, must have
  --allow-http            plain http to other computers too
  --ready-json            say the address as one line of JSON
  --help                  this
`;

export interface WebOptions {
  readonly gateway: string | null;
  readonly token: string | null;
  readonly port: number;
  readonly dataDir: string;
  readonly tiles: { readonly path: string; readonly attribution: string } | null;
  readonly timeZone: string | null;
  readonly locale: string;
  readonly allowHttp: boolean;
  readonly tlsCa: string | null;
  readonly tlsPins: readonly string[];
  /** Where links may lead besides the program's own sites; null: nobody said. */
  readonly externalHosts: readonly string[] | null;
  readonly readyJson: boolean;
}

type Env = Record<string, string | undefined>;

/** Flags first, then the environment. The token leaves the environment here, so that no child ever inherits it. */
export function webOptions(args: readonly string[], env: Env): Result<WebOptions | 'help'> {
  let flags: ReturnType<typeof readFlags>;
  try {
    flags = readFlags(args);
  } catch (error) {
    return fail('bad-request', error instanceof Error ? error.message : String(error));
  }
  if (flags.help === true) return ok('help');
  const named = flags['token-env'] ?? 'ROUTEWATCH_TOKEN';
  const token = env[named];
  Reflect.deleteProperty(env, named);
  if (flags['token-env'] !== undefined && (token ?? '') === '')
    return fail(
      'bad-request',
      `--token-env ${named}: there is no such variable, or it is empty`,
      'token-env',
    );
  const port = Number(flags.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return fail('bad-request', `--port ${String(flags.port)}: must be 0 to 65535`, 'port');
  const timeZone = flags['time-zone'] ?? null;
  if (timeZone !== null && !exists(() => new Intl.DateTimeFormat('en', { timeZone })))
    return fail(
      'bad-request',
      `--time-zone ${timeZone}: must be an IANA name such as Europe/Berlin`,
      'time-zone',
    );
  const locale = flags.locale ?? Intl.DateTimeFormat().resolvedOptions().locale;
  if (!exists(() => new Intl.Locale(locale)))
    return fail('bad-request', `--locale ${locale}: must be a name such as en-GB`, 'locale');
  const attribution = flags['tiles-attribution'];
  if (flags.tiles !== undefined && attribution === undefined)
    return fail('bad-request', '--tiles needs --tiles-attribution', 'tiles-attribution');
  const pin = flags['tls-pin'];
  if (pin !== undefined && !PIN.test(pin))
    return fail('bad-request', `--tls-pin ${pin}: must be sha256/ and 44 characters of base64`, 'tls-pin');
  const externalHosts = flags['external-host'] ?? null;
  const noSite = externalHosts?.find((host) => !isSite(host));
  if (noSite !== undefined)
    return fail('bad-request', `--external-host ${noSite}: ${SITE_RULE}`, 'external-host');
  if (externalHosts !== null && externalHosts.length > MAX_SITES)
    return fail('bad-request', `--external-host: at most ${MAX_SITES}`, 'external-host');
  const given = flags.gateway ?? env['ROUTEWATCH_GATEWAY'] ?? '';
  const gateway = given === '' ? null : given;
  return ok({
    gateway,
    // A token only ever goes to the gateway that it was handed over with.
    token: gateway === null ? null : (token ?? null),
    port,
    dataDir: flags['data-dir'] ?? defaultDir(env, process.platform),
    tiles: flags.tiles === undefined ? null : { path: flags.tiles, attribution: attribution ?? '' },
    timeZone,
    locale,
    allowHttp: flags['allow-http'] ?? false,
    tlsCa: flags['tls-ca'] ?? null,
    tlsPins: pin === undefined ? [] : [pin],
    externalHosts,
    readyJson: flags['ready-json'] ?? false,
  });
}

function readFlags(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  return parseArgs({
    args: [...args],
    allowPositionals: false,
    options: {
      gateway: text,
      'token-env': text,
      port: text,
      'data-dir': text,
      tiles: text,
      'tiles-attribution': text,
      'time-zone': text,
      locale: text,
      'allow-http': flag,
      'tls-ca': text,
      'tls-pin': text,
      'external-host': { type: 'string', multiple: true },
      'ready-json': flag,
      help: flag,
    },
  }).values;
}

/** Intl throws RangeError for what does not exist. */
function exists(make: () => unknown): boolean {
  try {
    return make() !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function defaultDir(env: Env, platform: string): string {
  if (platform === 'win32')
    return join(env['APPDATA'] ?? join(homedir(), 'AppData/Roaming'), 'Routewatch Web');
  if (platform === 'darwin') return join(homedir(), 'Library/Application Support/Routewatch Web');
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'routewatch-web');
}
