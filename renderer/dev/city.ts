import type { LonLat } from '../../contract/fleet.ts';
import type { CityMap } from '../../contract/ingest.ts';
import { seeded } from './random.ts';

export const CENTRE: LonLat = [-122.44, 37.765];
const [WEST, SOUTH, EAST, NORTH] = [-122.52, 37.72, -122.37, 37.81] as const;

export interface Street {
  readonly name: string;
  readonly from: LonLat;
  readonly to: LonLat;
  readonly class: CityMap['roads'][number]['class'];
}

const WORDS =
  'Market Valencia Noe Geary Fulton Irving King Castro Clay Sutter Divisadero Mission Folsom Harrison Hyde'.split(
    ' ',
  );

function grid(): Street[] {
  const random = seeded(7);
  const streets: Street[] = [];
  const add = (from: LonLat, to: LonLat, i: number): void => {
    const rank = i % 12 === 0 ? 'primary' : i % 4 === 0 ? 'secondary' : 'residential';
    streets.push({ name: `${WORDS[i % WORDS.length] ?? ''} St`, from, to, class: rank });
  };
  for (let i = 0; i < 58; i += 1) {
    const lon = WEST + 0.012 + i * 0.0021;
    if (lon < EAST - 0.02)
      add([lon, SOUTH + 0.006 + random() * 0.02], [lon, NORTH - 0.008 - random() * 0.012], i);
  }
  for (let i = 0; i < 56; i += 1) {
    const lat = SOUTH + 0.008 + i * 0.00142;
    add([WEST + 0.012 + random() * 0.012, lat], [EAST - 0.022 - random() * 0.02, lat], i);
  }
  return streets;
}

export const STREETS: readonly Street[] = [
  ...grid(),
  { name: 'Market St', from: [-122.447, 37.759], to: [-122.395, 37.796], class: 'primary' },
  { name: 'Bay Freeway', from: [-122.4, 37.72], to: [-122.41, 37.775], class: 'motorway' },
  { name: 'Bay Freeway', from: [-122.41, 37.775], to: [-122.375, 37.808], class: 'motorway' },
];

export const CITY: CityMap = {
  bounds: [WEST, SOUTH, EAST, NORTH],
  roads: STREETS.map(({ name, from, to, class: kind }) => ({ class: kind, name, line: [from, to] })),
  areas: [
    {
      kind: 'water',
      name: 'Bay',
      ring: [
        [-122.392, 37.715],
        [-122.386, 37.74],
        [-122.384, 37.77],
        [-122.392, 37.788],
        [-122.41, 37.806],
        [-122.43, 37.812],
        [-122.3, 37.83],
        [-122.3, 37.7],
        [-122.392, 37.715],
      ],
    },
    {
      kind: 'park',
      name: 'Long Park',
      ring: [
        [-122.506, 37.7655],
        [-122.455, 37.767],
        [-122.455, 37.7735],
        [-122.506, 37.772],
        [-122.506, 37.7655],
      ],
    },
  ],
  places: [
    { name: 'Richmond', at: [-122.48, 37.781], rank: 2 },
    { name: 'Sunset', at: [-122.485, 37.752], rank: 2 },
    { name: 'Noe Valley', at: [-122.433, 37.75], rank: 2 },
    { name: 'Bernal Heights', at: [-122.415, 37.741], rank: 2 },
    { name: 'Pier 70', at: [-122.389, 37.759], rank: 3 },
  ],
};
