import { expect, test } from 'vitest';
import { adherenceLine } from './history.ts';
import { aStop, MINUTE, SIX } from './testing.ts';

test('there is nothing to draw before the first arrival and forecast', () => {
  expect(adherenceLine([aStop()])).toMatchObject({
    actual: '',
    predicted: '',
    now: null,
    last: null,
    worst: null,
  });
});

test('the day is a line over time; the forecast goes on from its end', () => {
  const line = adherenceLine([
    aStop({ arrived: SIX }),
    aStop({ planned: SIX + 10 * MINUTE, arrived: SIX + 15 * MINUTE }),
    aStop({ planned: SIX + 25 * MINUTE, eta: SIX + 30 * MINUTE }),
  ]);
  expect(line).toEqual({
    actual: 'M0.0 75.0L50.0 0.0',
    predicted: 'M50.0 0.0L100.0 0.0',
    zero: 75,
    now: [50, 0],
    last: 300,
    worst: 300,
    best: 0,
  });
});

test('seconds of noise do not fill the box, and an hour does not leave it', () => {
  const quiet = adherenceLine([aStop({ arrived: SIX }), aStop({ arrived: SIX + 20_000 })]);
  expect(quiet.now?.[1]).toBeCloseTo(70);
  const late = adherenceLine([aStop({ arrived: SIX }), aStop({ arrived: SIX + 60 * MINUTE })]);
  expect(late.now).toEqual([100, 0]);
});
