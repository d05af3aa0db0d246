import type { Gateway } from './gateway.ts';

/** `POST /ingest/events`' word for a van in trouble, or out of it. */
export const happened = (routeId: string, type: 'breakdown' | 'recovered') => ({
  routeId,
  type,
  stop: null,
  at: Date.now(),
});

export interface TrailEntry {
  readonly at: number;
  readonly alarmId: string | null;
  readonly action: string;
  readonly by: string;
  readonly console: string | null;
  readonly details: {
    readonly outcome?: string;
    /** Of a test of the alarms. */
    readonly results?: readonly { readonly channel: string; readonly outcome: string }[];
  };
}

/** The gateway's audit trail of the last hours. `token` of a supervisor. */
export async function trailOf(gateway: Gateway, token: string): Promise<TrailEntry[]> {
  const response = await fetch(`${gateway.url}/alarms/audit`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`/alarms/audit: ${response.status} ${text}`);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as TrailEntry);
}

/** What it says of one alarm: `received`, `notified shown`. */
export async function auditOf(gateway: Gateway, token: string, alarmId: string): Promise<string[]> {
  return (await trailOf(gateway, token))
    .filter((entry) => entry.alarmId === alarmId)
    .map(({ action, details }) => (details.outcome === undefined ? action : `${action} ${details.outcome}`));
}
