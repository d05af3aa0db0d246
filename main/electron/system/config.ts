import * as v from 'valibot';
import type { Basemap } from '../../../contract/bridge.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { sitesOf, type ExternalSites } from '../../../contract/external.ts';
import type { SettingsStore } from '../../console/ports.ts';
import { fileConfig, gatewayAddress, loadFileConfig, type FileConfig } from '../../host/config-file.ts';
import { TILES_ORIGIN } from '../security/origin.ts';

/** The one configured tiles file; more come with more kinds of basemap. */
export const TILES_ID = 'basemap';

export interface HostConfig extends Omit<FileConfig, 'gateway' | 'timeZone' | 'externalHosts'> {
  readonly gateway: string | null;
  readonly timeZone: string | null;
  readonly token: string | null;
  readonly basemap: Basemap | null;
  readonly sites: ExternalSites;
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

/** What the user's file says, under what the computer's policy says. */
export async function loadConfig(
  surroundings: Surroundings,
  store: SettingsStore,
  policy: { readonly path: string; readonly store: SettingsStore },
): Promise<Result<HostConfig>> {
  const ruled = await loadFileConfig(policy.path, policy.store);
  if (!ruled.ok) return ruled;
  const saved = await loadFileConfig('config.json', store);
  return saved.ok ? underPolicy(surroundings, saved.value, ruled.value) : saved;
}

export function hostConfig(surroundings: Surroundings, saved: unknown): Result<HostConfig> {
  const read = fileConfig('config.json', saved);
  return read.ok ? underPolicy(surroundings, read.value, {}) : read;
}

/**
 * Each key of the policy wins, over the environment's gateway too. A token only ever goes to the gateway that it was handed over with, so
 * it counts only together with one.
 */
function underPolicy(surroundings: Surroundings, saved: FileConfig, policy: FileConfig): Result<HostConfig> {
  const given = surroundings.gateway === undefined ? null : v.safeParse(gatewayAddress, surroundings.gateway);
  if (given !== null && !given.success) {
    return fail('bad-request', `ROUTEWATCH_GATEWAY ${given.issues[0].message}`, 'ROUTEWATCH_GATEWAY');
  }
  const { externalHosts, ...kept } = { ...saved, ...policy };
  const gateway = policy.gateway ?? given?.output ?? saved.gateway ?? null;
  return ok({
    ...kept,
    gateway,
    timeZone: kept.timeZone ?? null,
    token: given === null || given.output !== gateway ? null : (surroundings.token ?? null),
    basemap:
      kept.tiles === undefined
        ? null
        : { kind: 'pmtiles', url: `${TILES_ORIGIN}/${TILES_ID}`, attribution: kept.tiles.attribution },
    sites: sitesOf(externalHosts, policy.externalHosts === undefined ? 'configuration' : 'policy'),
  });
}

/** What `app://tiles/ID` serves. */
export const tilesFiles = ({ tiles }: HostConfig): ReadonlyMap<string, string> =>
  new Map(tiles === undefined ? [] : [[TILES_ID, tiles.path]]);
