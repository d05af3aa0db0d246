import type { StyleSpecification } from 'maplibre-gl';
import type { Basemap, Theme } from '../../../../contract/bridge.ts';
import type { CityMap } from '../../../../contract/ingest.ts';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import type { Palette } from '../palette.ts';
import { cityGround } from './city.ts';
import { NO_GROUND, type Ground } from './ground.ts';
import { protomapsGround } from './protomaps.ts';

export interface GroundRequest {
  readonly basemap: Basemap | null;
  readonly city: CityMap | null;
  readonly theme: Theme;
  readonly palette: Palette;
  readonly scale: number;
  /** The page's own address: what the configuration names is relative to it. */
  readonly base: string;
}

/** Configured basemap, else the source's own streets, else plain ground. A style that cannot be had is a failure to be shown. */
export async function loadGround(request: GroundRequest, fetcher: typeof fetch): Promise<Result<Ground>> {
  const { basemap, city, theme, palette, scale } = request;
  if (basemap === null) return ok(city === null ? NO_GROUND : cityGround(city, palette, scale));
  const url = new URL(basemap.url, request.base).href;
  if (basemap.kind === 'pmtiles') return ok(protomapsGround(basemap, url, theme, palette, scale));
  return styleGround(basemap, url, fetcher);
}

async function styleGround(basemap: Basemap, url: string, fetcher: typeof fetch): Promise<Result<Ground>> {
  try {
    const answer = await fetcher(url);
    if (!answer.ok)
      return fail('not-found', `basemap style ${basemap.url} answered ${String(answer.status)}`);
    const style: unknown = await answer.json();
    if (!isStyle(style)) return fail('bad-request', `basemap style ${basemap.url} is not a style`, 'version');
    return ok({
      sources: style.sources,
      layers: style.layers,
      attribution: basemap.attribution,
      ...(style.glyphs === undefined ? {} : { glyphs: style.glyphs }),
      ...(typeof style.sprite === 'string' ? { sprite: style.sprite } : {}),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('offline', `basemap style ${basemap.url} cannot be read: ${why}`);
  }
}

function isStyle(value: unknown): value is StyleSpecification {
  if (typeof value !== 'object' || value === null) return false;
  const { version, sources, layers } = value as Record<string, unknown>;
  return version === 8 && typeof sources === 'object' && sources !== null && Array.isArray(layers);
}
