import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { isLoopback } from '../tls.ts';
import { ConfigError } from './error.ts';
import { parseJsonc } from './jsonc.ts';
import type { KeyMetadata } from './kinds.ts';
import { ENV_PREFIX, kebab, keyOfEnv, keyOfFlag, nearest } from './names.ts';
import { CONFIG_KEYS, configSchema, type Config, type ConfigKey } from './schema.ts';

/** Where a value came from, for messages: `flag --speed`, `ROUTEWATCH_SPEED`, `"speed" in FILE`. */
interface Sourced {
  readonly value: unknown;
  readonly source: string;
}
export interface ConfigSources {
  /** By flag name, `config` among them. */
  readonly flags: ReadonlyMap<string, string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}
export interface LoadedConfig {
  readonly config: Config & { readonly dataDir: string };
  /** Worth a line in the log, not worth refusing to start. */
  readonly warnings: readonly string[];
}

/** Flags over environment over file over default. Throws ConfigError with one line for the first thing wrong. */
export function loadConfig({ flags, env, cwd }: ConfigSources): LoadedConfig {
  const given = new Map<ConfigKey, Sourced>();
  const file = flags.get('config') ?? env[`${ENV_PREFIX}CONFIG`];
  if (file !== undefined) fromFile(file, given);
  const warnings = fromEnvironment(env, given);
  for (const [name, value] of flags) {
    const key = keyOfFlag(name);
    if (key !== undefined) given.set(key, { value, source: `flag --${name}` });
  }
  const config = read(given);
  checkTogether(config, given);
  return { config: { ...config, dataDir: config.dataDir ?? defaultDataDir(env, cwd) }, warnings };
}

function fromFile(file: string, given: Map<ConfigKey, Sourced>): void {
  const source = `file ${file}`;
  let parsed: unknown;
  try {
    parsed = parseJsonc(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
    throw new ConfigError(
      `config (${source}): cannot be used: ${why}; allowed: a readable JSON or JSONC file`,
      {
        cause: error,
      },
    );
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ConfigError(`config (${source}): got ${shown(parsed)}; allowed: one JSON object`);
  }
  for (const [name, value] of Object.entries(parsed)) {
    const key = keyOfFlag(name);
    if (key === undefined) {
      const near = nearest(name, CONFIG_KEYS.map(kebab));
      const hint = near === null ? 'see --help for those allowed' : `did you mean "${near}"?`;
      throw new ConfigError(`unknown key ${JSON.stringify(name)} (${source}); ${hint}`);
    }
    given.set(key, { value, source: `"${name}" in ${file}` });
  }
}

/** The prefix is shared with the console and the tests: an unknown name is only warned of. */
function fromEnvironment(env: ConfigSources['env'], given: Map<ConfigKey, Sourced>): string[] {
  const warnings: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(ENV_PREFIX) || value === undefined) continue;
    const key = keyOfEnv(name);
    if (key !== undefined) given.set(key, { value, source: name });
    else if (name !== `${ENV_PREFIX}CONFIG`) warnings.push(`${name} is not a key of the gateway: ignored`);
  }
  return warnings;
}

function read(given: ReadonlyMap<ConfigKey, Sourced>): Config {
  const input = Object.fromEntries([...given].map(([key, { value }]) => [key, value]));
  const parsed = v.safeParse(configSchema, input, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const key = parsed.issues[0].path?.[0]?.key as ConfigKey;
  throw wrong(key, given.get(key));
}

function wrong(key: ConfigKey, sourced: Sourced | undefined, allowed = metadataOf(key).allowed): ConfigError {
  const source = sourced?.source ?? 'default';
  return new ConfigError(
    `${kebab(key)} (${source}): got ${shown(sourced?.value ?? null)}; allowed: ${allowed}`,
  );
}

export const metadataOf = (key: ConfigKey): KeyMetadata =>
  v.getMetadata(configSchema.entries[key]) as unknown as KeyMetadata;

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** What no single key can tell. */
function checkTogether(config: Config, given: ReadonlyMap<ConfigKey, Sourced>): void {
  if (config.lateClear >= config.lateAfter) {
    const blamed = given.has('lateClear') ? 'lateClear' : 'lateAfter';
    const value = { value: config[blamed], source: given.get(blamed)?.source ?? 'default' };
    throw wrong(
      blamed,
      value,
      `late-clear (${String(config.lateClear)}) under late-after (${String(config.lateAfter)})`,
    );
  }
  if ((config.tlsCert === null) !== (config.tlsKey === null)) {
    const alone = config.tlsCert === null ? 'tlsKey' : 'tlsCert';
    throw wrong(alone, given.get(alone), 'tls-cert and tls-key together');
  }
  if (config.tlsCert === null && config.cleartext === 'loopback' && !isLoopback(config.host)) {
    throw wrong(
      'host',
      given.get('host'),
      'an address of this computer, or one with tls-cert, or cleartext anywhere',
    );
  }
  for (const key of ['positions', 'schedule', 'stops'] as const) {
    if (config.input === 'recording' && config[key] === null) {
      throw new ConfigError(`${key} (default): got nothing; allowed: a path, as --input recording needs it`);
    }
    if (config.input !== 'recording' && config[key] !== null) {
      throw wrong(key, given.get(key), `only together with --input recording, and input is ${config.input}`);
    }
  }
  if (config.truth !== null && config.input !== 'simulator') {
    throw wrong(
      'truth',
      given.get('truth'),
      `only together with --input simulator, and input is ${config.input}`,
    );
  }
}

function defaultDataDir(env: ConfigSources['env'], cwd: string): string {
  const here = join(cwd, '.routewatch');
  const shared = env['XDG_DATA_HOME'];
  return existsSync(here) || shared === undefined || shared === '' ? here : join(shared, 'routewatch');
}
