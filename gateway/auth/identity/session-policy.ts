import type { Family } from './families.ts';

/** How long what lasts. */
export interface SessionPolicy {
  /** Of an access token, seconds. */
  readonly accessSeconds: number;
  /** A person's session that lies unused ends after so many days, and in any case after so many. */
  readonly idleDays: number;
  readonly mostDays: number;
  /** A paired wall's may lie unused for so long; used, it never ends by itself. */
  readonly deviceDays: number;
}

export const SESSIONS: SessionPolicy = { accessSeconds: 600, idleDays: 14, mostDays: 90, deviceDays: 400 };

export const DAY_MS = 86_400_000;

/** Ms that a family may lie unused from now on. */
export const idleMs = (policy: SessionPolicy, kind: Family['kind']): number =>
  (kind === 'device' ? policy.deviceDays : policy.idleDays) * DAY_MS;
