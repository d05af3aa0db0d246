import { layers, namedFlavor, type Flavor } from '@protomaps/basemaps';
import type { LayerSpecification } from 'maplibre-gl';
import type { Basemap, Theme } from '../../../../contract/bridge.ts';
import type { Palette } from '../palette.ts';
import { fontStack } from './font.ts';
import type { Ground } from './ground.ts';

const SOURCE = 'basemap';

/** Layers that say nothing to a dispatcher, or need pictures that nobody bundles. */
const LEFT_OUT = new Set([
  'pois',
  'address_label',
  'roads_oneway',
  'roads_shields',
  'landcover',
  'boundaries',
  'boundaries_country',
  'places_region',
  'places_country',
]);

/** A Protomaps archive, read by ranges from our own origin. `url` is absolute. */
export function protomapsGround(
  basemap: Basemap,
  url: string,
  theme: Theme,
  palette: Palette,
  scale: number,
): Ground {
  const drawn = layers(SOURCE, flavor(theme, palette), { lang: 'en' }) as LayerSpecification[];
  return {
    sources: { [SOURCE]: { type: 'vector', url: `pmtiles://${url}` } },
    layers: drawn.filter(({ id }) => !LEFT_OUT.has(id)).map((layer) => plain(layer, palette, scale)),
    attribution: basemap.attribution,
  };
}

/** Letters from the page's font, and no icon: a style without sprite would ask for each in vain. */
function plain(layer: LayerSpecification, palette: Palette, scale: number): LayerSpecification {
  if (layer.type !== 'symbol') return layer;
  const layout = Object.fromEntries(
    Object.entries(layer.layout ?? {}).filter(([name]) => !name.startsWith('icon-')),
  );
  const district = layer.id.startsWith('places_');
  const font = fontStack(palette, district ? 'medium' : 'regular');
  const size = (layer.id === 'places_locality' ? 13 : 10.5) * scale;
  const spaced = district
    ? { 'text-transform': 'uppercase', 'text-letter-spacing': 0.14, 'text-size': size }
    : {};
  return { ...layer, layout: { ...layout, ...spaced, 'text-font': font } } as LayerSpecification;
}

/** Protomaps' flavour in the theme's own greys: its roads, buildings and land uses must not compete with the fleet. */
function flavor(theme: Theme, palette: Palette): Flavor {
  const [motorway, primary, secondary, residential] = palette.roads;
  const base = namedFlavor(theme === 'light' ? 'light' : 'dark');
  const colors: Record<string, string> = {};
  for (const name of Object.keys(base)) {
    const color = colorOf(name, palette);
    if (color !== null) colors[name] = color;
  }
  return {
    ...base,
    ...colors,
    highway: motorway,
    bridges_highway: motorway,
    tunnel_highway: primary,
    major: primary,
    bridges_major: primary,
    tunnel_major: secondary,
    link: secondary,
    bridges_link: secondary,
    tunnel_link: secondary,
    minor_a: residential,
    minor_b: residential,
    minor_service: residential,
    bridges_minor: residential,
    tunnel_minor: residential,
    other: residential,
    bridges_other: residential,
    tunnel_other: residential,
    railway: residential,
    runway: residential,
    pier: residential,
    background: palette.water,
    water: palette.water,
  };
}

const PARKS = new Set(['park_a', 'park_b', 'wood_a', 'wood_b', 'scrub_a', 'scrub_b', 'zoo']);

function colorOf(name: string, palette: Palette): string | null {
  if (['pois', 'landcover', 'regular', 'bold', 'italic'].includes(name)) return null;
  if (name.endsWith('_halo')) return palette.halo;
  if (name.includes('label')) return palette.label;
  return PARKS.has(name) ? palette.park : palette.ground;
}
