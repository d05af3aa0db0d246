import type { FeedMs, WallMs } from '../time.ts';

export const AUDIT_ACTIONS = [
  'raised',
  'returned',
  'reactivated',
  'closed',
  'acknowledged',
  'claimed',
  'released',
  'commented',
  'shelved',
  'unshelved',
  'suppressed',
  'unsuppressed',
  'out-of-service',
  'in-service',
  'escalated',
  'received',
  'notified',
  'webhook-delivered',
  'webhook-failed',
  'handed-over',
  'countersigned',
  'tested',
  'rules-loaded',
  'rules-refused',
  'pruned',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One link of the chain: who did what when, from which console. */
export interface AuditEntry {
  /** From 1, without holes. */
  readonly seq: number;
  readonly at: WallMs;
  readonly feedAt: FeedMs;
  /** The token's subject; `gateway` for what it did by itself. */
  readonly by: string;
  readonly console: string | null;
  readonly action: AuditAction;
  readonly alarmId: string | null;
  readonly point: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Hash of the entry before, 64 hex digits; zeros for the first. */
  readonly prev: string;
  /** SHA-256 over the canonical JSON of everything above. */
  readonly hash: string;
}
export const FIRST_PREV = '0'.repeat(64);

/** Newest first: what was done with one alarm, or at all. */
export interface AuditRequest {
  readonly alarmId: string | null;
  /** Only older than it; null for the newest. */
  readonly before: number | null;
  /** 1 to 100. */
  readonly limit: number;
}
export interface AuditPage {
  readonly items: readonly AuditEntry[];
  /** `before` of the next page; null when this was the last. */
  readonly next: number | null;
}

/** JSON with the keys of every object in order of their UTF-16 code units (RFC 8785): the same value is always the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
}
