import { expect, it } from 'vitest';
import { feedMs } from '../../contract/time.ts';
import { offsetOf } from './day.ts';

it.each([
  ['2015-03-07T00:00:00-06:00', '-06:00'],
  ['2016-12-16T00:00:00+05:30', '+05:30'],
  ['2016-12-16T00:00:00Z', '+00:00'],
  ['2016-12-16T00:00:00-12:00', '-12:00'],
  ['2016-12-16T00:00:00+11:45', '+11:45'],
])('midnight %s is at %s', (midnight, offset) => {
  expect(offsetOf(feedMs(Date.parse(midnight)))).toBe(offset);
});
