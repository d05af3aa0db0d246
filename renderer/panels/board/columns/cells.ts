import type { Alarm, Priority } from '../../../../contract/alarm.ts';
import { needsOperator } from '../../../../contract/alarm.ts';
import { markOf, type RouteId, type RouteState } from '../../../../contract/fleet.ts';
import type { Strings } from '../../../../contract/strings/index.ts';
import { slackOf } from '../order.ts';
import type { CellId } from './columns.ts';

/** Open alarms of one route. */
export interface RouteAlarms {
  readonly count: number;
  /** Those that nobody has acknowledged. */
  readonly waiting: number;
  readonly worst: Priority;
}

export function alarmsByRoute(alarms: readonly Alarm[]): Map<RouteId, RouteAlarms> {
  const by = new Map<RouteId, RouteAlarms>();
  for (const alarm of alarms) {
    if (alarm.routeId === null || alarm.closedAt !== null) continue;
    const held = by.get(alarm.routeId);
    const waiting = Number(needsOperator(alarm));
    by.set(alarm.routeId, {
      count: (held?.count ?? 0) + 1,
      waiting: (held?.waiting ?? 0) + waiting,
      worst: Math.min(held?.worst ?? 3, alarm.priority) as Priority,
    });
  }
  return by;
}

/** For sorting: one that waits before any number that do not, then by priority, then by number. */
export const alarmWeight = (alarms: RouteAlarms | undefined): number =>
  alarms === undefined ? 0 : Number(alarms.waiting > 0) * 1_000 + (4 - alarms.worst) * 100 + alarms.count;

const NONE = '\u2014';

/** What a cell says, but for the age, which is its own clock's. */
export function cellText(
  route: RouteState,
  id: CellId,
  alarms: RouteAlarms | undefined,
  { t, format }: Strings,
): string {
  const time = (at: number | null): string => (at === null ? NONE : format.clock(at));
  const some = (n: number): string => (n === 0 ? NONE : format.number(n));
  switch (id) {
    case 'route':
      return route.id;
    case 'van':
      return [route.vehicleId, route.driver].filter((part) => part !== null).join(' ') || NONE;
    case 'vehicle':
      return route.vehicleId ?? NONE;
    case 'driver':
      return route.driver ?? NONE;
    case 'depot':
      return route.depot ?? NONE;
    case 'status':
      return t(`mark.${markOf(route)}`);
    case 'phase':
      return t(`route.phase.${route.phase}`);
    case 'conditions':
      return route.conditions.map((one) => t(`board.condition.${one}`)).join(', ') || NONE;
    case 'alarms':
      return alarms === undefined ? NONE : format.number(alarms.count);
    case 'adherence':
      return route.adherence === null ? NONE : format.adherence(route.adherence);
    case 'risk':
      return some(route.windowsAtRisk);
    case 'slack': {
      const slack = slackOf(route);
      return slack === null ? NONE : format.adherence(slack / 1_000);
    }
    case 'done':
      return `${format.number(route.stopsDone)}/${format.number(route.stopsTotal)}`;
    case 'failed':
      return some(route.stopsFailed);
    case 'next':
      return route.nextName ?? NONE;
    case 'eta':
      return route.phase === 'at-stop' ? t('eta.here') : time(route.nextEta);
    case 'window':
      return route.nextWindowStart === null || route.nextWindowEnd === null
        ? NONE
        : `${format.clock(route.nextWindowStart)}\u2013${format.clock(route.nextWindowEnd)}`;
    case 'start':
      return time(route.plannedStart);
    case 'end':
      return time(route.plannedEnd);
    case 'age':
      return '';
  }
}

export const ageText = (age: number | null, { format }: Strings): string =>
  age === null ? NONE : format.age(age * 1_000);
