import { feedMs } from '../../contract/time.ts';
import type { Call } from '../panels/types.ts';
import type { Stores } from '../stores/index.ts';

const HOUR_MS = 3_600_000;
/** What the top bar draws as a line or compares with a quarter of an hour ago. */
const SERIES = ['on-time-share', 'late-routes'] as const;

/** Fills the tails of the top bar's series with the last hour. A series that cannot be had stays as it is: it grows from now on. */
export async function seedTails(stores: Stores, call: Call): Promise<void> {
  const to = stores.clock.feedAt();
  for (const series of SERIES) {
    const result = await call('history', { series, from: feedMs(to - HOUR_MS), to });
    if (result.ok) stores.metrics.seed(result.value);
  }
}
