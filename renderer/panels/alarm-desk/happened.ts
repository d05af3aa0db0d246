import type { AuditEntry } from '../../../contract/alarm/audit.ts';
import type { WallMs } from '../../../contract/time.ts';

/** What a shift is told: what came, and what people did about it. What was shown to whom is the audit trail's. */
const TOLD = [
  'raised',
  'acknowledged',
  'closed',
  'escalated',
  'claimed',
  'commented',
  'shelved',
  'out-of-service',
] as const satisfies readonly AuditEntry['action'][];
type Told = (typeof TOLD)[number];
export const MOST_LISTED = 40;

export type Happened = AuditEntry & { readonly action: Told };

const isTold = (entry: AuditEntry): entry is Happened => TOLD.some((action) => action === entry.action);

/** The newest first, as the trail gives them; null: since it began. */
export const happenedSince = (entries: readonly AuditEntry[], since: WallMs | null): Happened[] =>
  entries
    .filter(isTold)
    .filter(({ at }) => since === null || at > since)
    .slice(0, MOST_LISTED);
