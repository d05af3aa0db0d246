import { needsOperator, type Alarm } from '../../../contract/alarm.ts';
import { markOf, type Mark, type RouteDetail, type RouteState } from '../../../contract/fleet.ts';
import { alarmText } from '../../../contract/strings/alarm.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import { createEntry, type Entry } from './entry.ts';

/** `Route {id}` for thousands of ids: the catalogue is asked once. */
function labels({ t }: Strings): Labels {
  const around = (text: string) => {
    const [before = '', after = ''] = text.split(GAP);
    return (id: string): string => before + id + after;
  };
  return {
    route: around(t('map.route', { id: GAP })),
    van: around(t('map.van', { id: GAP })),
    nextStop: t('palette.nextStop'),
  };
}
const GAP = '\u0000';

interface Labels {
  readonly route: (id: string) => string;
  readonly van: (id: string) => string;
  readonly nextStop: string;
}

/** What a fleet looks like at one moment. */
export interface Snapshot {
  readonly routes: readonly RouteState[];
  readonly alarms: readonly Alarm[];
  /** The selected route's, for all of its stops; of the others the next stop alone is known. */
  readonly detail: RouteDetail | null;
}

export interface Choices {
  readonly selectRoute: (routeId: string) => void;
  readonly showAlarm: (alarm: Alarm) => void;
}

const SEPARATOR = ' \u00b7 ';
const words = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(SEPARATOR);

/** Routes, vans, drivers, stops and alarms as entries; a van or driver with several routes stands once, with the one under way. */
export function fleetEntries(snapshot: Snapshot, strings: Strings, choices: Choices): Entry[] {
  const { routes, detail } = snapshot;
  const say = labels(strings);
  return [
    ...routes.map((route) => routeEntry(route, say, strings, choices)),
    ...present(routes, (route) => route.vehicleId).map(([van, route]) => vanEntry(van, route, say, choices)),
    ...present(routes, (route) => route.driver).map(([driver, route]) =>
      driverEntry(driver, route, say, choices),
    ),
    ...routes.flatMap((route) => nextStopEntry(route, detail, say, choices)),
    ...stopEntries(detail, routes, say, strings, choices),
    ...alarmEntries(snapshot.alarms, strings, choices),
  ];
}

function routeEntry(route: RouteState, say: Labels, { format }: Strings, { selectRoute }: Choices): Entry {
  const mark = markOf(route);
  return createEntry({
    id: `route:${route.id}`,
    kind: 'route',
    text: say.route(route.id),
    name: route.id,
    detail: () => words(route.vehicleId && say.van(route.vehicleId), route.driver, route.depot),
    mark,
    end: () => (HUMAN.has(mark) && route.adherence !== null ? format.adherence(route.adherence) : ''),
    run: () => selectRoute(route.id),
  });
}

/** Where a figure beside the mark says how much somebody is needed. */
const HUMAN: ReadonlySet<Mark> = new Set(['late', 'exception', 'off-route']);

const URGENCY = { 'at-stop': 0, 'en-route': 0, planned: 1, completed: 2 } as const;

/** Each name once, with its route of this hour: under way, else the next to start, else the last that ended. */
function present(
  routes: readonly RouteState[],
  nameOf: (route: RouteState) => string | null,
): [string, RouteState][] {
  const by = new Map<string, RouteState>();
  for (const route of routes) {
    const name = nameOf(route);
    if (name === null || name === '') continue;
    const held = by.get(name);
    if (held === undefined || sooner(route, held)) by.set(name, route);
  }
  return [...by];
}

function sooner(a: RouteState, b: RouteState): boolean {
  const by = URGENCY[a.phase] - URGENCY[b.phase];
  if (by !== 0) return by < 0;
  return a.phase === 'planned' ? a.plannedStart < b.plannedStart : a.plannedStart > b.plannedStart;
}

const vanEntry = (van: string, route: RouteState, say: Labels, { selectRoute }: Choices): Entry =>
  createEntry({
    id: `van:${van}`,
    kind: 'van',
    text: say.van(van),
    name: van,
    detail: () => words(say.route(route.id), route.driver),
    mark: markOf(route),
    run: () => selectRoute(route.id),
  });

const driverEntry = (driver: string, route: RouteState, say: Labels, { selectRoute }: Choices): Entry =>
  createEntry({
    id: `driver:${driver}`,
    kind: 'driver',
    text: driver,
    detail: () => words(say.route(route.id), route.vehicleId && say.van(route.vehicleId)),
    mark: markOf(route),
    run: () => selectRoute(route.id),
  });

function nextStopEntry(
  route: RouteState,
  detail: RouteDetail | null,
  say: Labels,
  { selectRoute }: Choices,
): Entry[] {
  if (route.nextName === null || route.nextName === '' || detail?.plan.id === route.id) return [];
  return [
    createEntry({
      id: `stop:${route.id}:${route.nextStop}`,
      kind: 'stop',
      text: route.nextName,
      detail: () => words(say.nextStop, say.route(route.id)),
      mark: markOf(route),
      run: () => selectRoute(route.id),
    }),
  ];
}

function stopEntries(
  detail: RouteDetail | null,
  routes: readonly RouteState[],
  say: Labels,
  { t, format }: Strings,
  { selectRoute }: Choices,
): Entry[] {
  if (detail === null) return [];
  const { id, stops } = detail.plan;
  const route = routes.find((one) => one.id === id);
  return stops.map((stop, n) =>
    createEntry({
      id: `stop:${id}:${n}`,
      kind: 'stop',
      text: stop.name,
      detail: () =>
        words(
          t('palette.stop', { n: n + 1, total: stops.length }),
          say.route(id),
          route?.nextStop === n ? say.nextStop : null,
        ),
      mark: route === undefined ? null : markOf(route),
      end: () => format.clock(stop.arrival),
      run: () => selectRoute(id),
    }),
  );
}

/** Those that need somebody first, the most urgent and then the newest before the others. */
function alarmEntries(alarms: readonly Alarm[], strings: Strings, { showAlarm }: Choices): Entry[] {
  const rank = (alarm: Alarm): number => (needsOperator(alarm) ? 0 : 10) + alarm.priority;
  return alarms
    .filter((alarm) => alarm.closedAt === null)
    .sort((a, b) => rank(a) - rank(b) || b.raisedAt - a.raisedAt)
    .map((alarm) => {
      const { title, facts } = alarmText(alarm, strings);
      return createEntry({
        id: `alarm:${alarm.id}`,
        kind: 'alarm',
        text: title,
        detail: () => facts,
        priority: alarm.priority,
        urgent: needsOperator(alarm),
        end: () => strings.format.clock(alarm.raisedAt),
        run: () => showAlarm(alarm),
      });
    });
}
