import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { fontStack } from '../ground/font.ts';
import type { Palette } from '../palette.ts';
import { DOTS, ROUTE_LINES, STOP_LOOK, type RouteLine, type Steps } from './look.ts';

export const ROUTE_SOURCE = 'route';
/** The one layer above the vehicles: an ETA that is hidden says nothing. */
export const NEXT_LABEL = 'route-next-label';

const kind = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];
const stop = (...looks: string[]): ExpressionSpecification => ['in', ['get', 'look'], ['literal', looks]];

/** The selected route, under the vehicles: grey is behind it, the operator's blue is ahead. `scale` is 1 at 13 px text. */
export function routeLayers(palette: Palette, scale: number): LayerSpecification[] {
  const px = (size: number): number => size * scale;
  const source = ROUTE_SOURCE;
  const byZoom = (steps: Steps): ExpressionSpecification => [
    'interpolate',
    ['linear'],
    ['zoom'],
    ...steps.flatMap(([zoom, size]) => [zoom, px(size)]),
  ];
  const line = (look: RouteLine): LayerSpecification => ({
    id: look.id,
    type: 'line',
    source,
    filter: kind(look.kind),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': palette[look.color],
      'line-width': px(look.width),
      'line-opacity': look.opacity,
      ...(look.dotted ? { 'line-dasharray': [...DOTS] } : {}),
    },
  });
  const stops = (id: string, look: 'pending' | 'next', fill: string, rim: string): LayerSpecification => ({
    id,
    type: 'circle',
    source,
    filter: stop(look),
    paint: {
      'circle-radius': byZoom(STOP_LOOK[look].radius),
      'circle-color': fill,
      'circle-stroke-color': rim,
      'circle-stroke-width': px(STOP_LOOK.rim),
    },
  });
  const { done, failed, next } = STOP_LOOK;
  return [
    ...ROUTE_LINES.map(line),
    {
      id: 'route-stops-done',
      type: 'circle',
      source,
      filter: stop('done'),
      paint: {
        'circle-radius': byZoom(done.radius),
        'circle-color': palette.done,
        'circle-opacity': done.opacity,
      },
    },
    {
      id: 'route-stops-failed',
      type: 'symbol',
      source,
      filter: stop('failed'),
      layout: {
        'text-field': failed.text,
        'text-font': fontStack(palette, 'semibold'),
        'text-size': px(failed.size),
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': palette.text,
        'text-halo-color': palette.halo,
        'text-halo-width': px(failed.halo),
      },
    },
    stops('route-stops-pending', 'pending', palette.halo, palette.accent),
    stops('route-stop-next', 'next', palette.accent, palette.halo),
    {
      id: NEXT_LABEL,
      type: 'symbol',
      source,
      filter: stop('next'),
      layout: {
        'text-field': ['get', 'label'],
        'text-font': fontStack(palette, 'semibold'),
        'text-size': px(next.label.size),
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1,
        'text-justify': 'auto',
        'text-allow-overlap': true,
      },
      paint: {
        'text-color': palette.text,
        'text-halo-color': palette.halo,
        'text-halo-width': px(next.label.halo),
      },
    },
  ];
}
