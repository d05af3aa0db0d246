import type { ReceivedClock } from '../../../contract/bridge.ts';
import { closedAlarmsPage, resultOf } from '../../../contract/schema/wire.ts';
import { wallMs, type WallMs } from '../../../contract/time.ts';
import type { ClosedAlarmsPage, ClosedAlarmsRequest } from '../../../contract/wire.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { Subscriptions } from '../subscriptions.ts';

const ANSWER_MS = 10_000;

/** One page of the alarm history; null for no answer, a refusal or one that cannot be read: each is counted. */
export async function askClosedAlarms(
  subscriptions: Pick<Subscriptions, 'ask'>,
  counters: Counters,
  request: ClosedAlarmsRequest,
): Promise<ClosedAlarmsPage | null> {
  const answer = await subscriptions.ask('alerts', 'alarms', request, ANSWER_MS);
  if (!answer.ok) {
    counters.bump(`alarms-${answer.error.code}`);
    return null;
  }
  const read = decode(resultOf(closedAlarmsPage), answer.value, 'bad-alarms-answer', counters);
  if (read === null) return null;
  if (!read.ok) counters.bump(`alarms-${read.error.code}`);
  return read.ok ? (read.value as ClosedAlarmsPage) : null;
}

/** The gateway's clock at `now` of this computer's, from the last that it said. */
export const gatewayWall = (clock: ReceivedClock | undefined, now: WallMs): WallMs | null =>
  clock === undefined ? null : wallMs(clock.wall + (now - clock.received));
