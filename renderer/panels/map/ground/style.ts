import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Palette } from '../palette.ts';
import { EMPTY_OVERLAY } from '../route/overlay.ts';
import { ROUTE_SOURCE, routeLayers } from '../route/layers.ts';
import type { Ground } from './ground.ts';

/** The whole map but the vehicles: ground, then the selected route. `scale` is 1 at 13 px text. */
export function mapStyle(ground: Ground, palette: Palette, scale: number): StyleSpecification {
  const background: LayerSpecification = {
    id: 'background',
    type: 'background',
    paint: { 'background-color': ground.sea === true ? palette.water : palette.ground },
  };
  const own = ground.layers.some(({ type }) => type === 'background') ? [] : [background];
  return {
    version: 8,
    ...(ground.glyphs === undefined ? {} : { glyphs: ground.glyphs }),
    ...(ground.sprite === undefined ? {} : { sprite: ground.sprite }),
    sources: { ...ground.sources, [ROUTE_SOURCE]: { type: 'geojson', data: EMPTY_OVERLAY } },
    layers: [...own, ...ground.layers, ...routeLayers(palette, scale)],
  };
}
