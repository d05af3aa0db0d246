import { expect, test } from 'vitest';
import { MAX_PHASES } from '../../../contract/diagnostics.ts';
import { FakeClock } from '../testing/clock.ts';
import { PhaseHistory } from './history.ts';

test('a phase is written down when it begins, with its reason, and the oldest goes', () => {
  const clock = new FakeClock();
  const history = new PhaseHistory(clock);
  history.see({ phase: 'connecting', reason: null });
  const began = clock.now();
  clock.advance(1_000);
  history.see({ phase: 'connecting', reason: null });
  expect(history.phases).toEqual([{ phase: 'connecting', reason: null, from: began }]);

  history.see({ phase: 'waiting', reason: { code: 'unreachable', message: 'ECONNREFUSED' } });
  history.see({ phase: 'waiting', reason: { code: 'busy', message: 'full' } });
  expect(history.phases.map(({ reason }) => reason)).toEqual([null, 'unreachable', 'busy']);

  for (let n = 0; n < MAX_PHASES; n += 1)
    history.see({ phase: n % 2 === 0 ? 'live' : 'stale', reason: null });
  expect(history.phases).toHaveLength(MAX_PHASES);
  expect(history.phases.at(-1)?.phase).toBe('stale');
});
