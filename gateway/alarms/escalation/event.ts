import { createHmac } from 'node:crypto';
import type { Alarm } from '../../../contract/alarm.ts';
import type { StoodState } from '../../../contract/alarm/overview.ts';
import type { WallMs } from '../../../contract/time.ts';

/** CloudEvents 1.0 in its structured JSON form: `application/cloudevents+json`. */
export const cloudEvent = (id: string, tenant: string, alarm: Alarm, at: WallMs) => ({
  ...envelope(id, tenant, 'org.routewatch.alarm.unanswered', at),
  subject: alarm.id,
  data: alarm,
});

/** Alarms that one event of what stood names; it counts them all. */
const MAX_NAMED = 100;

export const stoodEvent = (
  id: string,
  tenant: string,
  stood: StoodState,
  waiting: readonly Alarm[],
  at: WallMs,
) => ({
  ...envelope(id, tenant, 'org.routewatch.alarms.stood', at),
  data: { ...stood, alarmIds: waiting.slice(0, MAX_NAMED).map((alarm) => alarm.id) },
});

const envelope = (id: string, tenant: string, type: string, at: WallMs) => ({
  specversion: '1.0',
  id,
  source: `urn:routewatch:${tenant}`,
  type,
  time: new Date(at).toISOString(),
  datacontenttype: 'application/json',
});

/**
 * Headers after Standard Webhooks: the receiver reckons HMAC-SHA-256 over `id.timestamp.body` with the shared secret, compares,
 * and refuses a timestamp (seconds) that is minutes away.
 */
export function signed(id: string, at: number, body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}
