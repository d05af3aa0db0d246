import type { AuditAction, AuditEntry } from '../../../contract/alarm/audit.ts';
import type { WallMs } from '../../../contract/time.ts';

/** What a shift is told: what came, and what people did about it. What was shown to whom is the audit trail's. */
const TOLD: readonly AuditAction[] = [
  'raised',
  'acknowledged',
  'closed',
  'escalated',
  'claimed',
  'commented',
  'shelved',
  'out-of-service',
];
export const MOST_LISTED = 40;

/** The newest first, as the trail gives them; null: since it began. */
export const happenedSince = (entries: readonly AuditEntry[], since: WallMs | null): AuditEntry[] =>
  entries
    .filter(({ at, action }) => (since === null || at > since) && TOLD.includes(action))
    .slice(0, MOST_LISTED);
