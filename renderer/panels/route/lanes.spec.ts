import { expect, test } from 'vitest';
import { laneOf } from './lanes.ts';
import { aStop, MINUTE, SIX } from './testing.ts';

/** Ten pixels a minute from six on. */
const x = (at: number): number => (at - SIX) / 6_000;

test('a stop to come has a plan, a forecast and its interval', () => {
  const lane = laneOf(aStop({ eta: SIX + 5 * MINUTE, etaError: 120 }), null, x, SIX);
  expect(lane).toEqual({
    plan: { x: 0, width: 20 },
    actual: null,
    predicted: { x: 50, width: 20 },
    interval: { x: 30, width: 40 },
    window: null,
    bad: false,
  });
});

test('a stop that was done has what was seen, and no forecast that came before', () => {
  const done = aStop({
    state: 'done',
    arrived: SIX + MINUTE,
    departed: SIX + 4 * MINUTE,
    eta: SIX,
    etaError: 60,
  });
  expect(laneOf(done, null, x, SIX)).toMatchObject({
    actual: { x: 10, width: 30 },
    predicted: null,
    interval: null,
  });
});

test('a stop under way grows with the time', () => {
  const here = aStop({ state: 'now', arrived: SIX });
  expect(laneOf(here, null, x, SIX + 2 * MINUTE).actual).toEqual({ x: 0, width: 20 });
  expect(laneOf(here, null, x, SIX + 3 * MINUTE).actual).toEqual({ x: 0, width: 30 });
});

test('a departure that nobody saw leaves a mark that can be seen', () => {
  expect(laneOf(aStop({ state: 'done', arrived: SIX, service: 0 }), null, x, SIX)).toMatchObject({
    actual: { x: 0, width: 3 },
    plan: { x: 0, width: 3 },
  });
});

test('a window has the ends that were promised, and says when the later one is not kept', () => {
  const stop = aStop({ windowEnd: SIX + MINUTE });
  expect(laneOf(stop, 'at-risk', x, SIX)).toMatchObject({ window: { from: null, to: 10 }, bad: true });
  expect(laneOf({ ...stop, windowStart: SIX }, 'kept', x, SIX)).toMatchObject({
    window: { from: 0, to: 10 },
    bad: false,
  });
});
