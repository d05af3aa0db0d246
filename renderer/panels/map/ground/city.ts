import type { Feature, Geometry } from 'geojson';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { CityMap } from '../../../../contract/ingest.ts';
import type { Palette } from '../palette.ts';
import { fontStack } from './font.ts';
import type { Ground } from './ground.ts';

/** The source's own streets: no tile, no glyph, no request. */
export function cityGround(city: CityMap, palette: Palette, scale: number): Ground {
  const water = city.areas.some(({ kind }) => kind === 'water');
  const land = city.areas.some(({ kind }) => kind === 'land');
  return {
    sources: citySources(city),
    layers: cityLayers(palette, scale),
    attribution: '',
    // A source that draws its water stands on land, and the other way round.
    sea: land && !water,
  };
}

type CityFeature = Feature<Geometry, Record<string, string | number | null>>;

function geojson(features: CityFeature[]): SourceSpecification {
  return { type: 'geojson', data: { type: 'FeatureCollection', features }, maxzoom: 14, tolerance: 0.3 };
}

export function citySources(city: CityMap): Record<string, SourceSpecification> {
  return {
    'city-areas': geojson(
      city.areas.map(({ kind, name, ring }) => ({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [closed(ring.map(([lon, lat]) => [lon, lat]))] },
        properties: { kind, name },
      })),
    ),
    'city-roads': geojson(
      city.roads.map(({ class: road, name, line }) => ({
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: line.map(([lon, lat]) => [lon, lat]) },
        properties: { class: road, name },
      })),
    ),
    'city-places': geojson(
      city.places.map(({ name, at, rank }) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [at[0], at[1]] },
        properties: { name, rank },
      })),
    ),
  };
}

/** GeoJSON's rings end where they begin; a source may leave the last point out. */
function closed(ring: number[][]): number[][] {
  const first = ring[0];
  const last = ring.at(-1);
  if (first === undefined || last === undefined) return ring;
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

/** Pixels at zoom 10, 14 and 18, thinnest class first: it is drawn under the others. */
const ROADS = [
  { class: 'residential', color: 3, widths: [0.3, 1.1, 9] },
  { class: 'secondary', color: 2, widths: [0.5, 2, 12] },
  { class: 'primary', color: 1, widths: [0.9, 3, 15] },
  { class: 'motorway', color: 0, widths: [1.4, 4.5, 20] },
] as const;

function cityLayers(palette: Palette, scale: number): LayerSpecification[] {
  const px = (size: number): number => size * scale;
  const roads = ROADS.map(({ class: road, color, widths }): LayerSpecification => ({
    id: `city-${road}`,
    type: 'line',
    source: 'city-roads',
    filter: ['==', ['get', 'class'], road],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': palette.roads[color],
      'line-width': [
        'interpolate',
        ['exponential', 1.5],
        ['zoom'],
        10,
        px(widths[0]),
        14,
        px(widths[1]),
        18,
        px(widths[2]),
      ],
    },
  }));
  return [areas(palette), ...roads, streetNames(palette, px), placeNames(palette, px)];
}

/** One layer, in the source's own order: an island lies on the sea, a lake in its park. */
function areas(palette: Palette): LayerSpecification {
  const color = [palette.ground, palette.park, palette.water] as const;
  return {
    id: 'city-areas',
    type: 'fill',
    source: 'city-areas',
    paint: {
      'fill-color': ['match', ['get', 'kind'], 'park', color[1], 'water', color[2], color[0]],
    },
  };
}

function streetNames(palette: Palette, px: (size: number) => number): LayerSpecification {
  return {
    id: 'city-street-names',
    type: 'symbol',
    source: 'city-roads',
    minzoom: 13.5,
    filter: ['has', 'name'],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 320,
      'text-field': ['coalesce', ['get', 'name'], ''],
      'text-font': fontStack(palette, 'regular'),
      'text-size': px(10.5),
      'text-padding': 6,
    },
    paint: { 'text-color': palette.label, 'text-halo-color': palette.halo, 'text-halo-width': px(1.25) },
  };
}

/** Districts in spaced capitals: they read as ground, not as data. */
function placeNames(palette: Palette, px: (size: number) => number): LayerSpecification {
  return {
    id: 'city-places',
    type: 'symbol',
    source: 'city-places',
    minzoom: 9,
    layout: {
      'symbol-sort-key': ['get', 'rank'],
      'text-field': ['get', 'name'],
      'text-font': fontStack(palette, 'medium'),
      'text-transform': 'uppercase',
      'text-letter-spacing': 0.14,
      'text-max-width': 7,
      'text-padding': 8,
      'text-size': ['match', ['get', 'rank'], 1, px(12.5), 2, px(11), px(10)],
    },
    paint: { 'text-color': palette.label, 'text-halo-color': palette.halo, 'text-halo-width': px(1.25) },
  };
}
