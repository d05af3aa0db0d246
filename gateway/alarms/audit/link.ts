import { createHash } from 'node:crypto';
import { canonicalJson, type AuditEntry } from '../../../contract/alarm/audit.ts';

/** SHA-256 of the canonical JSON of the entry without its hash; the hash before is a part of it. 64 hex digits. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, at, feedAt, by, console, action, alarmId, point, details, prev } = entry;
  const fields = { seq, at, feedAt, by, console, action, alarmId, point, details, prev };
  return createHash('sha256').update(canonicalJson(fields)).digest('hex');
}
