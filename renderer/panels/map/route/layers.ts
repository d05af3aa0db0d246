import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { fontStack } from '../ground/font.ts';
import type { Palette } from '../palette.ts';

export const ROUTE_SOURCE = 'route';
/** The one layer above the vehicles: an ETA that is hidden says nothing. */
export const NEXT_LABEL = 'route-next-label';
/** A shape of its own, in no alarm's colour: what failed an hour ago calls nobody from the map. */
const FAILED = '\u00d7';

const kind = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];
const stop = (...looks: string[]): ExpressionSpecification => ['in', ['get', 'look'], ['literal', looks]];

/** The selected route, under the vehicles: grey is behind it, the operator's blue is ahead. `scale` is 1 at 13 px text. */
export function routeLayers(palette: Palette, scale: number): LayerSpecification[] {
  const px = (size: number): number => size * scale;
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  const source = ROUTE_SOURCE;
  const line = (
    id: string,
    what: string,
    color: string,
    width: number,
    opacity: number,
  ): LayerSpecification => ({
    id,
    type: 'line',
    source,
    filter: kind(what),
    layout: round,
    paint: { 'line-color': color, 'line-width': px(width), 'line-opacity': opacity },
  });
  const dotted = (id: string, what: string, color: string): LayerSpecification => ({
    id,
    type: 'line',
    source,
    filter: kind(what),
    layout: round,
    paint: { 'line-color': color, 'line-width': px(2), 'line-dasharray': [0.1, 3] },
  });
  const stops = (
    id: string,
    looks: string[],
    radius: number,
    fill: string,
    rim: string,
  ): LayerSpecification => ({
    id,
    type: 'circle',
    source,
    filter: stop(...looks),
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, px(radius * 0.6), 13, px(radius)],
      'circle-color': fill,
      'circle-stroke-color': rim,
      'circle-stroke-width': px(1.75),
    },
  });
  return [
    {
      id: 'route-casing',
      type: 'line',
      source,
      filter: kind('remaining'),
      layout: round,
      paint: { 'line-color': palette.halo, 'line-width': px(6), 'line-opacity': 0.8 },
    },
    line('route-done', 'done', palette.done, 2, 0.55),
    line('route-remaining', 'remaining', palette.accent, 3, 1),
    dotted('route-leg-done', 'leg-done', palette.done),
    dotted('route-leg', 'leg', palette.accent),
    // What is behind is context: a hundred stops done must not outweigh the three that are left.
    {
      id: 'route-stops-done',
      type: 'circle',
      source,
      filter: stop('done'),
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, px(1), 13, px(1.75), 16, px(3)],
        'circle-color': palette.done,
        'circle-opacity': 0.7,
      },
    },
    {
      id: 'route-stops-failed',
      type: 'symbol',
      source,
      filter: stop('failed'),
      layout: {
        'text-field': FAILED,
        'text-font': fontStack(palette, 'semibold'),
        'text-size': px(15),
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': px(1.5) },
    },
    stops('route-stops-pending', ['pending'], 3.25, palette.halo, palette.accent),
    stops('route-stop-next', ['next'], 6, palette.accent, palette.halo),
    {
      id: NEXT_LABEL,
      type: 'symbol',
      source,
      filter: stop('next'),
      layout: {
        'text-field': ['get', 'label'],
        'text-font': fontStack(palette, 'semibold'),
        'text-size': px(12),
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1,
        'text-justify': 'auto',
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': px(2) },
    },
  ];
}
