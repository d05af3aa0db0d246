import { describe, expect, it } from 'vitest';
import type { CityMap } from '../../../../contract/ingest.ts';
import { readPalette, vehicleColors } from '../palette.ts';
import { loadGround } from './load.ts';
import { mapStyle } from './style.ts';

const palette = readPalette((name) => (name === '--font' ? "'Inter Variable', sans-serif" : '#123456'));
const city: CityMap = {
  bounds: [0, 0, 1, 1],
  roads: [
    {
      class: 'primary',
      name: 'Elm St',
      line: [
        [0, 0],
        [1, 1],
      ],
    },
  ],
  areas: [
    {
      kind: 'water',
      name: null,
      ring: [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
    },
  ],
  places: [{ name: 'Old Town', at: [0.5, 0.5], rank: 1 }],
};
const base = 'https://console.example/';
const none = (): Promise<Response> => Promise.reject(new Error('no network here'));
const request = { basemap: null, city: null, theme: 'dark', palette, scale: 1, base } as const;

async function styleOf(fields: object, fetcher: typeof fetch = none) {
  const ground = await loadGround({ ...request, ...fields }, fetcher);
  if (!ground.ok) throw new Error(ground.error.message);
  return mapStyle(ground.value, palette, 1);
}
const urls = (value: unknown): string[] => JSON.stringify(value).match(/[a-z]+:\/\/[^"]+/g) ?? [];

describe('ground', () => {
  it("draws the source's own streets without naming any address", async () => {
    const style = await styleOf({ city });
    expect(urls(style)).toEqual([]);
    expect(style.glyphs).toBeUndefined();
    expect(style.layers.map(({ id }) => id)).toContain('city-primary');
  });

  it('closes rings that a source leaves open', async () => {
    const { sources } = await styleOf({ city });
    const areas = sources['city-areas'] as unknown as {
      data: { features: { geometry: { coordinates: number[][][] } }[] };
    };
    const ring = areas.data.features[0]?.geometry.coordinates[0] ?? [];
    expect(ring).toHaveLength(4);
    expect(ring.at(-1)).toEqual(ring[0]);
  });

  it('reads an archive from our own origin, with no picture, and letters from the page', async () => {
    const basemap = { kind: 'pmtiles', url: '/tiles/sf', attribution: '(c) someone' };
    for (const theme of ['dark', 'light']) {
      const style = await styleOf({ basemap, city, theme });
      expect(urls(style)).toEqual(['pmtiles://https://console.example/tiles/sf']);
      expect(JSON.stringify(style)).not.toContain('icon-image');
      for (const layer of style.layers)
        if (layer.type === 'symbol') expect(layer.layout?.['text-font']).toContain('Inter Variable');
    }
  });

  it('takes a configured style under the route', async () => {
    const theirs = {
      version: 8,
      sources: {},
      layers: [{ id: 'theirs', type: 'background' }],
      glyphs: '/g/{range}',
    };
    const basemap = { kind: 'style', url: '/style.json', attribution: '' };
    const style = await styleOf({ basemap }, () => Promise.resolve(Response.json(theirs)));
    expect(style.layers[0]?.id).toBe('theirs');
    expect(style.layers.at(-1)?.id).toBe('route-next-label');
    expect(style.glyphs).toBe('/g/{range}');
  });

  it('says what is wrong with a style that cannot be used', async () => {
    const basemap = { kind: 'style', url: '/style.json', attribution: '' } as const;
    const answers: [() => Promise<Response>, RegExp][] = [
      [() => Promise.resolve(new Response('', { status: 404 })), /404/],
      [() => Promise.resolve(Response.json({ version: 7 })), /not a style/],
      [() => Promise.resolve(new Response('<html>')), /cannot be read/],
      [none, /no network here/],
    ];
    for (const [fetcher, words] of answers) {
      const ground = await loadGround({ ...request, basemap }, fetcher);
      expect(ground.ok ? '' : ground.error.message).toMatch(words);
    }
  });
});

describe('palette', () => {
  it('names a token that the theme does not set', () => {
    expect(() => readPalette(() => '')).toThrow(/--map-ground/);
  });
  it('gives only exceptions a halo', () => {
    const { marks } = vehicleColors(palette);
    const halos = Object.entries(marks).filter(([, color]) => color.halo[3] > 0);
    expect(halos.map(([mark]) => mark)).toEqual(['exception']);
  });
});
