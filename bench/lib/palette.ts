import { createStrings } from '../../contract/strings/index.ts';
import { raiseAlarm } from '../../contract/alarm.ts';
import type { RouteState } from '../../contract/fleet.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { seeded, pick } from '../../renderer/dev/random.ts';
import { fleetEntries, type Snapshot } from '../../renderer/shell/palette/entries.ts';
import type { Entry } from '../../renderer/shell/palette/entry.ts';
import { PaletteSearch, highlight } from '../../renderer/shell/palette/search.ts';
import { listing } from '../../renderer/shell/palette/sections.ts';

const FIRST =
  'Amara Deniz Emre Jing Jules Petros Rohan Siobh\u00e1n Taras Ewa \u0395\u03bb\u03ad\u03bd\u03b7 \u041e\u043b\u0435\u043d\u0430'.split(
    ' ',
  );
const LAST = 'Abebe Byrne Dimou Fischer Haddad Kaya Ko\u00e7 Lindqvist Moreau Okafor Pappas Reyes Tran'.split(
  ' ',
);
const STREETS = 'Mosaic Quarry Linden Primrose Magnolia Otter Stonecrop Chestnut Harbour Mercer'.split(' ');

/** A fleet of `count` routes with a van, a driver and a next stop each, and an alarm for every twentieth. */
export function paletteFleet(count: number, seed: number): Snapshot {
  const random = seeded(seed);
  const routes = Array.from({ length: count }, (_, n): RouteState => ({
    id: String(n + 1),
    vehicleId: String(((n * 37) % count) + 1),
    driver: `${pick(random, FIRST)} ${pick(random, LAST)} ${n}`,
    depot: n % 2 === 0 ? 'North' : 'Bayview',
    phase: 'en-route',
    adherence: Math.round(random() * 600),
    late: n % 10 === 0,
    conditions: [],
    shapeKnown: true,
    stopsTotal: 90,
    stopsDone: 40,
    stopsFailed: 0,
    nextStop: 40,
    nextName: `${Math.floor(random() * 5_000)} ${pick(random, STREETS)} Way`,
    nextEta: null,
    nextWindowStart: null,
    nextWindowEnd: null,
    windowsAtRisk: 0,
    plannedStart: feedMs(0),
    plannedEnd: feedMs(1),
  }));
  const alarms = routes
    .filter((_, n) => n % 20 === 0)
    .map((route, n) =>
      raiseAlarm({
        id: `alarm-${n}`,
        rule: 'late',
        priority: 2,
        routeId: route.id,
        vehicleId: route.vehicleId,
        facts: { adherence: route.adherence ?? 0, nextName: route.nextName ?? '' },
        at: feedMs(n),
        wall: wallMs(0),
      }),
    );
  return { routes, alarms, detail: null };
}

export function paletteEntries(fleet: Snapshot): Entry[] {
  return fleetEntries(fleet, createStrings('en-GB', 'UTC'), {
    selectRoute: () => undefined,
    showAlarm: () => undefined,
  });
}

/** What is typed: by number, by name, by words out of order, with a sign, abbreviated, and what is nowhere. */
export const TYPED = [
  '70',
  'route 4',
  'okafor',
  'petros koc',
  'linden 12',
  '#2',
  '@siobhan',
  '!late',
  'rt33',
  'zzz',
];

/** Milliseconds of each keystroke: searched, listed and marked, as the palette does before it paints. */
export function keystrokes(entries: readonly Entry[]): number[] {
  const times: number[] = [];
  for (const typed of TYPED) {
    const search = new PaletteSearch(entries);
    for (let length = 1; length <= typed.length; length += 1) {
      const query = typed.slice(0, length);
      const begun = performance.now();
      const { sections } = listing(query, search, entries, []);
      for (const { rows } of sections) for (const row of rows) highlight(row, query);
      times.push(performance.now() - begun);
    }
  }
  return times;
}
