import { expect, test } from 'vitest';
import { aStop, MINUTE, SIX } from './testing.ts';
import { countVerdicts, verdictOf, type Verdict } from './verdict.ts';
import type { StopLine } from './stops.ts';

const end = SIX + 10 * MINUTE;

test.each<[string, Partial<StopLine>, number, Verdict | null]>([
  ['nothing was promised', { windowEnd: null, eta: end + 1 }, SIX, null],
  ['arrived on its last moment', { arrived: end, outcome: 'delivered' }, end, 'kept'],
  ['arrived a moment later', { arrived: end + 1, outcome: 'delivered' }, end, 'missed'],
  ['arrived before its beginning: the van waits', { arrived: SIX - MINUTE, outcome: 'arrived' }, SIX, 'kept'],
  ['failed in time: the promise of the time was kept', { arrived: SIX, outcome: 'failed' }, end, 'kept'],
  ['failed without ever being there', { outcome: 'failed' }, SIX, 'missed'],
  ['left out', { outcome: 'skipped' }, SIX, 'missed'],
  ['delivered, and nobody saw when, before its end', { outcome: 'delivered' }, SIX, 'kept'],
  ['expected on its last moment', { eta: end }, SIX, 'open'],
  ['expected after it', { eta: end + 1 }, SIX, 'at-risk'],
  ['only its interval touches the end', { eta: end - 1, etaError: 300 }, SIX, 'open'],
  ['no forecast yet', { eta: null }, SIX, 'open'],
  ['over while the van is still to come', { eta: end - 1 }, end + 1, 'missed'],
])('%s', (_, change, now, verdict) => {
  expect(verdictOf(aStop({ windowEnd: end, ...change }), now)).toBe(verdict);
});

test('each promise is counted once, the others not at all', () => {
  const stops = [
    aStop({ windowEnd: end, arrived: SIX, outcome: 'delivered' }),
    aStop({ windowEnd: end, eta: end + MINUTE }),
    aStop({ windowEnd: end, eta: SIX }),
    aStop({ windowEnd: SIX - 1 }),
    aStop(),
  ];
  expect(countVerdicts(stops, SIX)).toEqual({ kept: 1, 'at-risk': 1, open: 1, missed: 1 });
});
