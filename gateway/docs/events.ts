import * as v from 'valibot';
import { routeDetail, seriesHistory } from '../../contract/schema/domain.ts';
import * as alarms from '../../contract/schema/alarm.ts';
import * as wire from '../../contract/schema/wire.ts';
import type { StreamName } from '../../contract/stream.ts';
import type { ServerEvents } from '../../contract/wire.ts';
import type { EventName } from '../auth/index.ts';

export interface Asked {
  readonly says: string;
  readonly body: v.GenericSchema;
  /** `value` of a good answer. */
  readonly value: v.GenericSchema;
}
export interface Told {
  readonly says: string;
  readonly body: v.GenericSchema;
  readonly in: readonly StreamName[];
}

const ALL = ['dispatch', 'alerts', 'analytics'] as const;
const nothing = v.null();
const entry = v.nullable(v.record(v.string(), v.unknown()));

/** What a console asks; the access table says where, and who may. */
export const ASKED: Readonly<Record<EventName, Asked>> = {
  sub: {
    says: 'From here on the stream’s deltas, after what was missed.',
    body: wire.subRequest,
    value: wire.subAnswer,
  },
  page: { says: 'The next page of a snapshot.', body: wire.pageRequest, value: wire.snapshotPage },
  unsub: { says: 'No more of a stream.', body: wire.unsubRequest, value: nothing },
  cmd: {
    says: 'A command; a retry with the same id answers the first result.',
    body: wire.command,
    value: entry,
  },
  renew: {
    says: 'A later token of the same user: the connection goes on until its end.',
    body: wire.renewRequest,
    value: v.object({ expiresAt: v.number() }),
  },
  alarms: {
    says: 'What closed while a console was away.',
    body: wire.closedAlarmsRequest,
    value: wire.closedAlarmsPage,
  },
  positions: {
    says: 'The position lane of a viewport; null leaves it.',
    body: wire.positionsRequest,
    value: nothing,
  },
  watch: { says: 'Routes whose detail is wanted.', body: wire.watchRequest, value: nothing },
  probe: {
    says: 'An answer behind everything that was sent before it: how old what has come can be.',
    body: v.object({}),
    value: nothing,
  },
  overview: {
    says: 'What is suppressed and how each desk does; from here on as events of the same name.',
    body: v.object({}),
    value: alarms.alarmOverview,
  },
  health: { says: 'The alarms’ figures by ISA-18.2.', body: alarms.healthRequest, value: alarms.alarmHealth },
  audit: { says: 'The audit trail.', body: alarms.auditRequest, value: alarms.auditPage },
  report: { says: 'What became of notifications.', body: alarms.reportRequest, value: alarms.reportAnswer },
  history: { says: 'A series’ past.', body: wire.historyRequest, value: seriesHistory },
};

/** What the gateway says by itself. */
export const TOLD: Readonly<Record<keyof ServerEvents, Told>> = {
  d: { says: 'One tick of a stream: what changed.', body: wire.delta, in: ALL },
  hb: { says: 'Every 2 s: where the stream is.', body: wire.heartbeat, in: ALL },
  p: { says: 'Latest positions, columnar, once a second.', body: wire.positionFrame, in: ['dispatch'] },
  r: { says: 'A watched route, whole.', body: routeDetail, in: ['dispatch'] },
  overview: {
    says: 'The alarms’ overview, whole, when it changed.',
    body: alarms.alarmOverview,
    in: ['alerts'],
  },
  bye: { says: 'The connection is about to end, and why.', body: wire.bye, in: ALL },
};
