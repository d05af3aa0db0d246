import { expect, it } from 'vitest';
import { raiseAlarm, type Alarm, type Priority } from '../../../contract/alarm.ts';
import type { Cause } from '../../../contract/alarm/operator.ts';
import type { FloodState } from '../../../contract/alarm/overview.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { causeWords, floodSections } from './flood.ts';

const NORTH: Cause = { group: 'depot', key: 'North' };
const alarm = (id: string, priority: Priority, cause: Cause | null): Alarm =>
  raiseAlarm({
    id,
    rule: 'late',
    priority,
    routeId: id,
    vehicleId: null,
    cause,
    facts: {},
    at: feedMs(1),
    wall: wallMs(1),
  });
const flood: FloodState = {
  since: wallMs(1),
  last10Min: 12,
  groups: [{ cause: NORTH, count: 8, firstOut: 'c' }],
};
const shape = (alarms: readonly Alarm[]): string[] =>
  floodSections(alarms, flood).map(
    ({ key, count, alarms: rows }) => `${key}:${count}:${rows.map(({ id }) => id).join('')}`,
  );

it('a flood is grouped by cause, the first-out first, and keeps every row', () => {
  const south = { group: 'depot', key: 'South' };
  const all = [
    alarm('a', 2, NORTH),
    alarm('b', 3, south),
    alarm('c', 3, NORTH),
    alarm('d', 1, { group: 'road', key: 'Elm St' }),
    alarm('e', 3, null),
    alarm('f', 3, null),
    alarm('g', 3, null),
  ];
  // South and Elm St have one each; three of one rule have that in common.
  expect(shape(all)).toEqual([':2:bd', 'depot/North:8:ca', 'rule/late:3:efg']);
  expect(shape([])).toEqual([]);
});

it('says a cause as people do, and one of a rules file by its own name', () => {
  const strings = createStrings('en-GB');
  const say = (cause: Cause): string => causeWords(cause, strings, () => 'Late');
  expect([say(NORTH), say({ group: 'rule', key: 'late' }), say({ group: 'ramp', key: '3' })]).toEqual([
    'Depot North',
    'Late',
    'ramp 3',
  ]);
});
