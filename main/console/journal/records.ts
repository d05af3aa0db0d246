import * as v from 'valibot';
import { NOTIFICATION_OUTCOMES } from '../../../contract/alarm/report.ts';
import { alarmTest, MAX_DETAIL } from '../../../contract/schema/annunciation.ts';
import { gap } from '../../../contract/schema/bridge.ts';
import { alarm, wallTime } from '../../../contract/schema/domain.ts';
import { count, id } from '../../../contract/schema/fields.ts';
import { command } from '../../../contract/schema/wire.ts';

/** How far the console has come with a gateway's alarms. */
export const placeFields = v.object({
  /** Of the stream `alerts`, as applied. */
  epoch: v.nullable(id),
  seq: count,
  /** Last history id that was taken in; null before the first answer. */
  history: v.nullable(count),
  /** The gateway's clock then; null where it never said. */
  gatewayWall: v.nullable(wallTime),
  /** This computer's clock then: a console that was killed knows since when it did not run. */
  at: wallTime,
});

/** Alarms in one report; fewer than the gateway takes at once, so that it fits its message whatever the system's words are. */
export const MAX_REPORTED = 250;
/** What became of alarms here, for the gateway: `n` rises, so that what it has taken can be said in one number. */
const report = v.object({
  k: v.literal('report'),
  n: count,
  at: wallTime,
  what: v.picklist(['received', ...NOTIFICATION_OUTCOMES]),
  ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(MAX_REPORTED)),
  detail: v.exactOptional(v.pipe(v.string(), v.maxLength(MAX_DETAIL))),
});
export type Report = v.InferOutput<typeof report>;

/** What a line of the journal says. Each can be said twice without harm. */
export const record = v.variant('k', [
  /** A gateway and a user: everything before belongs to another and is forgotten. */
  v.object({ k: v.literal('scope'), scope: v.pipe(v.string(), v.maxLength(4_000)) }),
  v.object({ k: v.literal('place'), place: placeFields }),
  /** To be shown, and not yet known to have been. */
  v.object({ k: v.literal('raised'), alarm }),
  /** Known: shown, or not to be shown. */
  v.object({ k: v.literal('notified'), ids: v.array(id) }),
  v.object({ k: v.literal('command'), command }),
  v.object({ k: v.literal('settled'), id }),
  v.object({ k: v.literal('gap'), gap }),
  v.object({ k: v.literal('dismissed'), id: count }),
  report,
  /** The gateway has all reports up to this one. */
  v.object({ k: v.literal('told'), n: count }),
  /** The newest "test my alarms". */
  v.object({ k: v.literal('test'), test: alarmTest }),
]);
export type JournalRecord = v.InferOutput<typeof record>;
export type Place = v.InferOutput<typeof placeFields>;
