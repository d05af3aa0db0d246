import type { AlarmOverview } from '../../contract/alarm/overview.ts';
import type { StreamName, Position } from '../../contract/stream.ts';
import type { FeedClock } from '../../contract/time.ts';
import type { Config } from '../config/schema.ts';
import type { DriverStats } from '../ingest/driver.ts';
import type { PushStats } from '../ports.ts';
import type { LoopStats } from './loop.ts';

/** All figures of a running gateway; `/healthz` shows a part, `/metrics` all. */
export interface GatewayStats {
  readonly input: Config['input'];
  readonly clock: FeedClock;
  readonly driver: DriverStats;
  readonly loop: LoopStats;
  readonly streams: Readonly<Record<StreamName, Position>>;
  readonly push: PushStats;
  /** Routes known now, and alarms that are not closed. */
  readonly routes: number;
  readonly openAlarms: number;
  readonly alarms: AlarmOverview;
  /** Records of input and REST taken since start, and those that were not, by `kind field`. */
  readonly accepted: number;
  readonly rejected: ReadonlyMap<string, number>;
  /** Rows of the source that were no records, by reason. */
  readonly sourceRejected: ReadonlyMap<string, number>;
}

/** What anyone may know: `GET /healthz`. */
export function healthOf(stats: GatewayStats) {
  const { clock, driver, loop } = stats;
  return {
    status: loop.failing ? 'failing' : 'ok',
    input: stats.input,
    feed: {
      time: new Date(clock.feed).toISOString(),
      rate: clock.rate,
      held: driver.held,
      slippedMs: driver.slipped,
    },
    streams: stats.streams,
    loop,
  };
}
