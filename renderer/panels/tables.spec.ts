import { expect, it } from 'vitest';
import { raiseAlarm } from '../../contract/alarm.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { fakeDetail, fakeFleet, NOON } from '../dev/fleet.ts';
import { PositionsStore } from '../stores/positions.ts';
import { alarmTable } from './alarms/table.ts';
import { BOARD_COLUMNS } from '../../contract/board.ts';
import { boardTable } from './board/table.ts';
import { capacityTable } from './capacity/table.ts';
import { vehicleTable } from './map/table.ts';
import { stopLines } from './route/stops.ts';
import { stopTable } from './route/table.ts';

const { routes, vans } = fakeFleet(40, 7);

it('the board\u2019s rows come in their order, in the columns that are shown', () => {
  const whole = boardTable(routes, BOARD_COLUMNS, { ageOf: () => 12, alarms: () => 0 });
  expect(whole.rows.map(([id]) => id)).toEqual(routes.map(({ id }) => id));
  for (const row of whole.rows) expect(row).toHaveLength(whole.header.length);
  const some = boardTable(routes.slice(0, 2), ['adherence', 'route'], { ageOf: () => null, alarms: () => 0 });
  expect(some).toEqual({
    header: ['adherence (s)', 'route'],
    rows: routes.slice(0, 2).map(({ id, adherence }) => [adherence, id]),
  });
});

it('alarms say state and facts, and leave unknown empty', () => {
  const alarm = raiseAlarm({
    id: 'a1',
    rule: 'late',
    priority: 2,
    routeId: '4',
    vehicleId: null,
    facts: { adherence: 480, stop: 'Elm St' },
    at: feedMs(NOON),
    wall: wallMs(NOON),
  });
  const { header, rows } = alarmTable([alarm]);
  const cell = (name: string) => rows[0]?.[header.indexOf(name)];
  expect([cell('state'), cell('route'), cell('vehicle'), cell('cleared (UTC)'), cell('facts')]).toEqual([
    'unacknowledged',
    '4',
    null,
    null,
    'adherence=480; stop=Elm St',
  ]);
});

it('a route has a row for each stop, with what was promised and what became of it', () => {
  const [route, van] = [routes[3], vans[3]];
  if (route === undefined || van === undefined) throw new Error('40 routes');
  const detail = fakeDetail(route, van);
  const { header, rows } = stopTable(detail, stopLines(detail, route), NOON);
  expect(rows).toHaveLength(detail.plan.stops.length);
  const at = (row: number, name: string) => rows[row]?.[header.indexOf(name)];
  const last = rows.length - 1;
  expect([at(0, 'state'), at(last, 'state'), at(last, 'arrived (UTC)')]).toEqual(['done', 'remaining', null]);
  const arrived = detail.progress[0]?.arrived ?? 0;
  expect(at(0, 'deviation (s)')).toBe((arrived - (detail.plan.stops[0]?.arrival ?? 0)) / 1_000);
});

it('vehicles keep the wire\u2019s own precision, and unknown stays unknown', () => {
  const positions = new PositionsStore();
  positions.apply({
    full: true,
    at: feedMs(NOON),
    names: [
      [0, routes[0]?.vehicleId ?? ''],
      [1, 'stray'],
    ],
    handles: [0, 1],
    lat: [3_774_912, 3_775_000],
    lon: [-12_241_001, -12_242_000],
    heading: [90, -1],
    speed: [83, -1],
    observed: [4, 0],
  });
  const { rows } = vehicleTable(positions, (vehicle) => routes.find((one) => one.vehicleId === vehicle));
  expect(rows[0]?.slice(1, 5)).toEqual([37.74912, -122.41001, 90, 8.3]);
  expect(rows[0]?.[5]).toBe(new Date(NOON - 4_000).toISOString());
  expect(rows[1]?.slice(3)).toEqual([null, null, new Date(NOON).toISOString(), null, null]);
});

it('capacity is one row of counts', () => {
  const now = { at: feedMs(NOON), planned: 1, enRoute: 2, atStop: 3, completed: 4, silent: 5, total: 10 };
  expect(capacityTable(now).rows).toEqual([[new Date(NOON).toISOString(), 2, 3, 1, 4, 5, 10]]);
});
