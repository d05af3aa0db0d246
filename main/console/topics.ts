import type { Alarm } from '../../contract/alarm.ts';
import type { AlarmOverview } from '../../contract/alarm/overview.ts';
import type { Annunciation } from '../../contract/annunciation.ts';
import type { Gap, LinkState, ReceivedClock, Stamped } from '../../contract/bridge.ts';
import type { Capacity, RouteDetail, RouteState } from '../../contract/fleet.ts';
import type { CityMap } from '../../contract/ingest.ts';
import type { DeskState } from '../../contract/layout/types.ts';
import type { Metric } from '../../contract/metric.ts';
import * as schema from '../../contract/schema/domain.ts';
import { ValueTopic } from './feed/topic.ts';
import { PositionStore } from './stores/positions.ts';
import { RowStore } from './stores/rows.ts';

/** Everything that windows can see, but for the shared state. */
export interface Stores {
  readonly routes: RowStore<RouteState>;
  readonly alarms: RowStore<Alarm>;
  readonly overview: ValueTopic<AlarmOverview | null>;
  readonly metrics: RowStore<Metric>;
  readonly positions: PositionStore;
  readonly capacity: ValueTopic<Stamped<Capacity>>;
  readonly detail: ValueTopic<RouteDetail | null>;
  readonly city: ValueTopic<CityMap | null>;
  readonly link: ValueTopic<LinkState>;
  readonly desk: ValueTopic<DeskState>;
  readonly clock: ValueTopic<ReceivedClock>;
  readonly reconcile: ValueTopic<readonly Gap[]>;
  readonly annunciation: ValueTopic<Annunciation>;
}

/** `dirty` asks for a tick, `urgent` for one at once: an alarm does not wait for the others. `act` is of an operator's own doing. */
export function createStores(
  dirty: () => void,
  urgent: () => void,
  act: () => void,
  alarmsChanged: (ids: readonly string[], first: boolean) => void,
): Stores {
  return {
    routes: new RowStore({ whole: schema.routeState, patch: schema.routeStatePatch, dirty }),
    alarms: new RowStore({
      whole: schema.alarm,
      patch: schema.alarmPatch,
      dirty: urgent,
      changed: alarmsChanged,
    }),
    overview: new ValueTopic(dirty),
    metrics: new RowStore({ whole: schema.metric, patch: schema.metricPatch, dirty }),
    positions: new PositionStore(dirty),
    capacity: new ValueTopic(dirty),
    detail: new ValueTopic(dirty),
    city: new ValueTopic(dirty),
    link: new ValueTopic(dirty),
    desk: new ValueTopic(act),
    clock: new ValueTopic(dirty),
    reconcile: new ValueTopic(dirty),
    annunciation: new ValueTopic(urgent),
  };
}
