import { join } from 'node:path';
import { csvLine, CSV_HEAD } from '../alarms/audit/csv.ts';
import { openAuditTrail } from '../alarms/audit/trail.ts';
import { verifyAudit } from '../alarms/audit/verify.ts';
import { wallMs } from '../../contract/time.ts';
import { openSql, type Sql } from '../streams/index.ts';

export const AUDIT_HELP = `Reads the audit trail of the alarms.

Usage: npm run gateway -- audit verify [--head HASH] [--data-dir DIR] [--tenant NAME] [--config FILE]
       npm run gateway -- audit export [--data-dir DIR] [--tenant NAME] [--config FILE]

  verify   checks every link, oldest first; names the first broken one and exits with 1
  --head   a hash noted earlier: it must still be in the chain, so that nothing was taken from the end
  export   the whole trail as CSV on stdout
`;

export interface AuditRequest {
  readonly action: string | undefined;
  readonly dataDir: string;
  readonly tenant: string;
  readonly head: string | undefined;
  readonly print: (text: string) => void;
}

/** The exit code: 0 where the chain holds. Works beside a running gateway: it only reads. */
export function auditCommand({ action, dataDir, tenant, head, print }: AuditRequest): number {
  const sql = openSql(join(dataDir, 'gateway.db'), { shared: true });
  try {
    if (action === 'verify') return verify(sql, tenant, head, print);
    if (action === 'export') return exported(sql, tenant, print);
    print(AUDIT_HELP);
    return 2;
  } finally {
    sql.dispose();
  }
}

function verify(sql: Sql, tenant: string, head: string | undefined, print: (text: string) => void): number {
  openAuditTrail(sql, tenant);
  const verdict = verifyAudit(sql, tenant);
  if (!verdict.ok) {
    print(`BROKEN at entry ${String(verdict.seq)}: ${verdict.why}\n`);
    return 1;
  }
  const known = sql.prepare('SELECT seq FROM alarm_audit WHERE tenant = ? AND hash = ?');
  if (head !== undefined && known.get(tenant, head) === undefined) {
    print(`BROKEN at the end: no entry has the hash ${head} any more\n`);
    return 1;
  }
  const { seq, hash } = verdict.head;
  print(`${String(verdict.entries)} entries hold; the last is ${String(seq)}, ${hash}\n`);
  return 0;
}

function exported(sql: Sql, tenant: string, print: (text: string) => void): number {
  print(CSV_HEAD);
  const trail = openAuditTrail(sql, tenant);
  for (const entry of trail.between(wallMs(0), wallMs(Number.MAX_SAFE_INTEGER))) print(csvLine(entry));
  return 0;
}
