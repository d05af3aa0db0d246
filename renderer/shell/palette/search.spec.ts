import { describe, expect, it } from 'vitest';
import { raiseAlarm, stepAlarm } from '../../../contract/alarm.ts';
import { aRoute } from '../../../contract/fleet.fixture.ts';
import type { RouteDetail, RouteState } from '../../../contract/fleet.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { moved } from './cursor.ts';
import { fleetEntries, type Snapshot } from './entries.ts';
import { createEntry, type Entry } from './entry.ts';
import { Recents } from './recents.ts';
import { highlight, PaletteSearch } from './search.ts';
import { listing } from './sections.ts';

const strings = createStrings('en-GB', 'UTC');

const route = (id: string, change: Partial<RouteState> = {}): RouteState =>
  aRoute(id, { vehicleId: `${id}0`, stopsTotal: 3, stopsDone: 1, nextStop: 1, ...change });

const chosen: string[] = [];
const entriesOf = (change: Partial<Snapshot>): Entry[] =>
  fleetEntries({ routes: [], alarms: [], detail: null, ...change }, strings, {
    selectRoute: (id) => chosen.push(id),
    showAlarm: (alarm) => chosen.push(`alarm ${alarm.id}`),
  });
const ids = (entries: readonly Entry[], typed: string, recent: readonly string[] = []): string[] =>
  new PaletteSearch(entries, recent).find(typed, 10).best.map(({ entry }) => entry.id);

const fleet = entriesOf({
  routes: [
    route('70', { driver: 'Petros Dimou', vehicleId: '68', nextName: '160 Mosaic Pl' }),
    route('7', { driver: 'Emre Ko\u00e7', vehicleId: '70', nextName: '70 Linden Rd' }),
    route('170', { driver: 'Siobh\u00e1n Byrne', vehicleId: '47', nextName: '607 Otter Bank' }),
    route('701', { driver: 'Petros Dimou', vehicleId: '68', phase: 'planned' }),
  ],
});

describe('PaletteSearch', () => {
  it('finds a route by its number before all that only holds it', () => {
    expect(ids(fleet, '70').slice(0, 3)).toEqual(['route:70', 'van:70', 'stop:7:1']);
    expect(ids(fleet, '7')[0]).toBe('route:7');
    expect(ids(fleet, 'route 70')[0]).toBe('route:70');
  });

  it('finds people without accents, and by van or route beside the name', () => {
    expect(ids(fleet, 'koc')[0]).toBe('driver:Emre Ko\u00e7');
    expect(ids(fleet, 'siob')[0]).toBe('driver:Siobh\u00e1n Byrne');
    expect(ids(fleet, 'dimou 68')).toContain('driver:Petros Dimou');
    expect(ids(fleet, 'linden')).toEqual(['stop:7:1']);
    expect(ids(fleet, 'dimou linden')).toEqual([]);
  });

  it('asks for one kind with a sign at the front', () => {
    // The last one by its van.
    expect(ids(fleet, '#70')).toEqual(['route:70', 'route:701', 'route:170', 'route:7']);
    expect(ids(fleet, '@ pet')).toEqual(['driver:Petros Dimou']);
    expect(ids(fleet, '@').length).toBe(3);
    expect(ids(fleet, '!')).toEqual([]);
  });

  it('says the same however the query was typed', () => {
    const typing = new PaletteSearch(fleet);
    const typed = [
      'd',
      'di',
      'dim',
      'di',
      'dio',
      'di',
      '@di',
      'di',
      'p d',
      'pe d',
      'pe',
      '',
      '70',
      '7',
      '#7',
    ];
    for (const query of typed) {
      const fresh = new PaletteSearch(fleet).find(query, 10);
      expect(typing.find(query, 10), query).toEqual(fresh);
    }
  });

  it('puts what was chosen lately before its equals, and never before what is named', () => {
    const stops = ids(fleet, 'r', ['route:170']);
    expect(stops[0]).toBe('route:170');
    expect(ids(fleet, '70', ['route:701'])[0]).toBe('route:70');
    expect(ids(fleet, '70', ['van:70']).slice(0, 2)).toEqual(['van:70', 'route:70']);
  });

  it('counts all and keeps the best of them in their order', () => {
    const many = Array.from({ length: 500 }, (_, n) =>
      createEntry({
        id: String(n),
        kind: 'route',
        text: `Route ${n}`,
        name: String(n),
        run: () => undefined,
      }),
    );
    const { best, count } = new PaletteSearch(many).find('route', 20);
    expect(count).toBe(500);
    expect(best.map(({ entry }) => entry.id).slice(0, 3)).toEqual(['0', '1', '2']);
    expect(best.every(({ score }, n) => n === 0 || score <= (best[n - 1]?.score ?? 0))).toBe(true);
  });

  it('finds the same whether it had time to prepare or not, and prepares within its budget', () => {
    const many = Array.from({ length: 1_000 }, (_, n) =>
      createEntry({
        id: String(n),
        kind: 'stop',
        text: `Stop ${n}`,
        detail: () => `street ${n % 7}`,
        run: () => undefined,
      }),
    );
    const prepared = new PaletteSearch(many);
    let now = 0;
    let slices = 1;
    while (!prepared.prepare(2, () => (now += 1))) slices += 1;
    expect(slices).toBe(2);
    const found = (search: PaletteSearch) => search.find('street 3', 5);
    expect(found(prepared)).toEqual(found(new PaletteSearch(many)));
    expect(found(prepared).count).toBeGreaterThan(142);
  });

  it('marks what it found, in the text or beside it', () => {
    const driver = fleet.find((entry) => entry.id === 'driver:Emre Ko\u00e7') as Entry;
    const { text, detail } = highlight(driver, 'koc 70');
    expect(text.map(([from, to]) => driver.text.slice(from, to))).toEqual(['Ko\u00e7']);
    expect(detail.map(([from, to]) => driver.detail.slice(from, to))).toEqual(['70']);
  });
});

describe('fleetEntries', () => {
  it('has a van once, with the route that is under way', () => {
    const van = fleet.filter((entry) => entry.id === 'van:68');
    expect(van).toHaveLength(1);
    van[0]?.run();
    expect(chosen.at(-1)).toBe('70');
    const done = route('1', { vehicleId: 'v', phase: 'completed', plannedStart: feedMs(1) });
    const later = route('2', { vehicleId: 'v', phase: 'planned', plannedStart: feedMs(9) });
    const soon = route('3', { vehicleId: 'v', phase: 'planned', plannedStart: feedMs(5) });
    entriesOf({ routes: [done, later, soon] })
      .find((entry) => entry.kind === 'van')
      ?.run();
    expect(chosen.at(-1)).toBe('3');
  });

  it('knows every stop of the route in detail, and of the others the next one', () => {
    const stop = (name: string) => ({
      stopId: name,
      name,
      lat: 0,
      lon: 0,
      arrival: feedMs(Date.UTC(2026, 0, 1, 9, 5)),
      windowStart: null,
      windowEnd: null,
      service: 60,
    });
    const detail: RouteDetail = {
      plan: {
        id: '1',
        vehicleId: null,
        driver: null,
        depot: null,
        start: feedMs(0),
        stops: [stop('Elm St'), stop('Oak St'), stop('Fir St')],
        shape: null,
      },
      progress: [],
      along: null,
      at: feedMs(0),
    };
    const stops = entriesOf({
      routes: [route('1', { nextName: 'Oak St' }), route('2', { nextName: 'Bay St' })],
      detail,
    }).filter((entry) => entry.kind === 'stop');
    expect(stops.map((entry) => `${entry.text}: ${entry.detail} ${entry.end}`.trim())).toEqual([
      'Bay St: next stop \u00b7 Route 2',
      'Elm St: stop 1 of 3 \u00b7 Route 1 09:05',
      'Oak St: stop 2 of 3 \u00b7 Route 1 \u00b7 next stop 09:05',
      'Fir St: stop 3 of 3 \u00b7 Route 1 09:05',
    ]);
  });
});

describe('listing', () => {
  const alarm = (id: string, priority: 1 | 2 | 3) =>
    raiseAlarm({
      id,
      rule: 'late',
      priority,
      routeId: '70',
      vehicleId: null,
      facts: {},
      at: feedMs(Number(id)),
      wall: wallMs(0),
    });
  const seen = stepAlarm(alarm('9', 1), { type: 'acknowledge', at: feedMs(10), by: 'desk', comment: null });
  const entries = [
    createEntry({ id: 'command:x', kind: 'command', text: 'Sign out', run: () => undefined }),
    ...entriesOf({ routes: [route('70')], alarms: [alarm('1', 2), seen, alarm('2', 1), alarm('3', 2)] }),
  ];

  it('begins with what was chosen lately, what needs somebody and what can be done', () => {
    const { sections } = listing('', new PaletteSearch(entries), entries, ['route:70', 'route:gone']);
    expect(sections.map(({ title, rows }) => [title, rows.map((row) => row.id)])).toEqual([
      ['palette.recent', ['route:70']],
      ['palette.alarms', ['alarm:2', 'alarm:3', 'alarm:1']],
      ['palette.commands', ['command:x']],
    ]);
  });

  it('is one list from the first letter on', () => {
    const { sections, count } = listing('!', new PaletteSearch(entries), entries, []);
    expect(sections).toHaveLength(1);
    expect(sections[0]?.rows.map((row) => row.id)).toEqual(['alarm:2', 'alarm:3', 'alarm:1', 'alarm:9']);
    expect(count).toBe(4);
  });
});

describe('Recents', () => {
  it('keeps the newest, each once', () => {
    const recents = new Recents(2);
    for (const id of ['a', 'b', 'a', 'c']) recents.add(id);
    expect(recents.ids).toEqual(['c', 'a']);
  });
});

describe('moved', () => {
  it('goes round by one and stops by pages', () => {
    expect(moved('ArrowDown', 2, 3)).toBe(0);
    expect(moved('ArrowUp', 0, 3)).toBe(2);
    expect(moved('PageDown', 1, 3)).toBe(2);
    expect(moved('PageUp', 1, 30)).toBe(0);
    expect(moved('a', 1, 3)).toBeNull();
    expect(moved('ArrowDown', 0, 0)).toBeNull();
  });
});
