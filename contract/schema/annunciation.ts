import * as v from 'valibot';
import {
  CHANNEL_OUTCOMES,
  NOTIFICATION_ACTIONS,
  TEST_CHANNELS,
  VOICE_STATES,
  type AlarmTest,
  type ChannelResult,
} from '../annunciation.ts';
import { NOTIFICATION_OUTCOMES } from '../alarm/report.ts';
import { id, wallTime, type SchemaOf } from './fields.ts';

/** A system's own words about a failure are cut to so many characters. */
export const MAX_DETAIL = 120;
const detail = v.pipe(v.string(), v.maxLength(MAX_DETAIL));
/** A minute: nothing that a window tries takes longer. */
const took = v.pipe(v.number(), v.minValue(0), v.maxValue(60_000));

const channelResult = v.object({
  channel: v.picklist(TEST_CHANNELS),
  outcome: v.picklist(CHANNEL_OUTCOMES),
  ms: took,
  detail: v.exactOptional(detail),
  noticed: v.nullable(v.boolean()),
}) satisfies SchemaOf<ChannelResult>;
export const testResults = v.pipe(
  v.array(channelResult),
  v.minLength(1),
  v.maxLength(TEST_CHANNELS.length),
  v.readonly(),
);

export const alarmTest = v.object({
  at: wallTime,
  by: v.nullable(id),
  results: testResults,
}) satisfies SchemaOf<AlarmTest>;

export const annunciationArgs = {
  silence: v.object({}),
  voice: v.object({ state: v.picklist(VOICE_STATES) }),
  showAlarm: v.object({ alarmId: id }),
  testChannel: v.object({ channel: v.picklist(['notification', 'attention']) }),
  recordTest: v.object({ results: testResults }),
  notified: v.object({
    alarmId: id,
    outcome: v.picklist(NOTIFICATION_OUTCOMES),
    detail: v.optional(detail),
    action: v.optional(v.picklist(NOTIFICATION_ACTIONS)),
  }),
};
