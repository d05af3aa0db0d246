import { createHmac } from 'node:crypto';
import type { Alarm } from '../../../contract/alarm.ts';
import type { WallMs } from '../../../contract/time.ts';

/** CloudEvents 1.0 in its structured JSON form: `application/cloudevents+json`. */
export function cloudEvent(id: string, tenant: string, alarm: Alarm, at: WallMs) {
  return {
    specversion: '1.0',
    id,
    source: `urn:routewatch:${tenant}`,
    type: 'org.routewatch.alarm.unanswered',
    subject: alarm.id,
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
    data: alarm,
  };
}

/**
 * Headers after Standard Webhooks: the receiver reckons HMAC-SHA-256 over `id.timestamp.body` with the shared secret, compares,
 * and refuses a timestamp (seconds) that is minutes away.
 */
export function signed(id: string, at: number, body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}
