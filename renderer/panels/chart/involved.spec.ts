import { describe, expect, it } from 'vitest';
import { raiseAlarm } from '../../../contract/alarm.ts';
import { aRoute } from '../../../contract/fleet.fixture.ts';
import type { RouteState } from '../../../contract/fleet.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import type { Stay } from './anomaly.ts';
import { distribution, routesIn } from './histogram.ts';
import { involvedIn } from './involved.ts';

const NOW = Date.UTC(2026, 9, 16, 18);
const MINUTE = 60_000;
const route = (id: string, change: Partial<RouteState> = {}): RouteState =>
  aRoute(id, {
    plannedStart: feedMs(NOW - 60 * MINUTE),
    plannedEnd: feedMs(NOW + 60 * MINUTE),
    ...change,
  });
const late = (id: string, minutes: number) => route(id, { late: true, adherence: minutes * 60 });
const alarm = (routeId: string, at: number) =>
  raiseAlarm({
    id: `a${routeId}`,
    rule: 'late',
    priority: 2,
    routeId,
    vehicleId: null,
    facts: {},
    at: feedMs(at),
    wall: wallMs(at),
  });
const stay: Stay = {
  start: { at: NOW - 20 * MINUTE, value: 80, z: -4 },
  end: NOW - 10 * MINUTE,
  side: 'below',
};

describe('an anomaly leads to', () => {
  it('the late routes, first those that became late around it', () => {
    const routes = [route('1'), late('2', 30), late('3', 8), late('4', 12)];
    const alarms = [alarm('2', NOW - 180 * MINUTE), alarm('3', NOW - 25 * MINUTE)];
    const found = involvedIn('on-time-share', stay, routes, alarms, NOW) ?? [];
    expect(found.map(({ route: { id }, then }) => [id, then])).toEqual([
      ['3', true],
      ['2', false],
      ['4', false],
    ]);
    expect(found[0]?.since).toBe(NOW - 25 * MINUTE);
  });

  it('the vans that do not work, where fewer work', () => {
    const routes = [
      route('1'),
      route('2', { conditions: ['silent'] }),
      route('3', { phase: 'planned', plannedStart: feedMs(NOW - MINUTE) }),
      route('4', { phase: 'planned', plannedStart: feedMs(NOW + MINUTE) }),
    ];
    const found = involvedIn('active-vans', stay, routes, [], NOW) ?? [];
    expect(found.map((one) => one.route.id).sort()).toEqual(['2', '3']);
  });

  it('nothing where the series came from outside', () => {
    expect(involvedIn('x/cold-box', stay, [late('1', 9)], [], NOW)).toBeNull();
  });
});

describe('a bar leads to', () => {
  it('its routes, the latest first, and the outermost to all beyond', () => {
    const routes = [
      late('1', 7),
      route('2', { adherence: 430 }),
      late('3', 400),
      route('4', { adherence: null }),
    ];
    const bins = distribution(routes, 300);
    const seven = bins.findIndex((bin) => bin.from === 420);
    expect(routesIn(routes, bins, seven).map(({ id }) => id)).toEqual(['2', '1']);
    expect(routesIn(routes, bins, bins.length - 1).map(({ id }) => id)).toEqual(['3']);
    for (const [index, bin] of bins.entries())
      expect(routesIn(routes, bins, index)).toHaveLength(bin.onTime + bin.late);
    expect(routesIn(routes, bins, -1)).toEqual([]);
  });
});
