import { randomBytes, randomInt } from 'node:crypto';
import type { Role } from '../../../contract/wire.ts';
import type { Sql } from '../../streams/index.ts';
import { digest } from './families.ts';

/** Who a paired console will be. */
export interface Approval {
  readonly tenant: string;
  readonly sub: string;
  readonly role: Role;
  readonly by: string;
}

export type Asked =
  | { readonly state: 'pending' | 'slow_down' | 'denied' | 'expired' | 'unknown' }
  | ({ readonly state: 'approved'; readonly label: string } & Approval);

/** Device grants that are under way (RFC 8628). */
export interface Pairings {
  /** null where as many as allowed wait already. */
  begin(label: string): { readonly deviceCode: string; readonly userCode: string } | null;
  /** The device's question; an approval is handed out once. */
  ask(deviceCode: string): Asked;
  /** False where no such code waits. */
  approve(userCode: string, approval: Approval): boolean;
  deny(userCode: string): boolean;
}

/** Seconds that a code is good for, and between two questions of a device. */
export const CODE_SECONDS = 900;
export const ASK_SECONDS = 5;
const MOST_WAITING = 200;
/** RFC 8628, 6.1: no vowels, so no words; nothing that looks like something else. 20^8 is 2.5e10. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

interface Row {
  readonly label: string;
  readonly expires_at: number;
  readonly every: number;
  readonly asked_at: number;
  readonly state: 'pending' | 'approved' | 'denied';
  readonly tenant: string;
  readonly sub: string;
  readonly role: Role;
  readonly approved_by: string;
}

export function sqlPairings(sql: Sql, now: () => number = Date.now): Pairings {
  const put = sql.prepare(
    "INSERT INTO pairings (device, user_code, label, expires_at, every, asked_at, state) VALUES (?, ?, ?, ?, ?, ?, 'pending')",
  );
  const get = sql.prepare<Row>('SELECT * FROM pairings WHERE device = ?');
  const asked = sql.prepare('UPDATE pairings SET asked_at = ?, every = ? WHERE device = ?');
  const gone = sql.prepare('DELETE FROM pairings WHERE device = ?');
  const clean = sql.prepare('DELETE FROM pairings WHERE expires_at <= ?');
  const count = sql.prepare<{ n: number }>('SELECT count(*) AS n FROM pairings');
  const settle = sql.prepare(
    `UPDATE pairings SET state = ?, tenant = ?, sub = ?, role = ?, approved_by = ?
     WHERE user_code = ? AND state = 'pending' AND expires_at > ?`,
  );
  return {
    begin: (label) =>
      sql.transaction(() => {
        clean.run(now());
        if ((count.get()?.n ?? 0) >= MOST_WAITING) return null;
        const deviceCode = randomBytes(32).toString('base64url');
        const userCode = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
        // The first question may come at once.
        put.run(digest(deviceCode), userCode, label, now() + CODE_SECONDS * 1_000, ASK_SECONDS, 0);
        return { deviceCode, userCode: spell(userCode) };
      }),
    ask: (deviceCode) =>
      sql.transaction((): Asked => {
        const device = digest(deviceCode);
        const row = get.get(device);
        if (row === undefined) return { state: 'unknown' };
        if (row.expires_at <= now() || row.state === 'denied') {
          gone.run(device);
          return { state: row.state === 'denied' ? 'denied' : 'expired' };
        }
        // A second of grace: what was sent in time may arrive in step with the one before.
        const early = now() - row.asked_at < row.every * 1_000 - 1_000;
        if (early) {
          asked.run(now(), row.every + 5, device);
          return { state: 'slow_down' };
        }
        asked.run(now(), row.every, device);
        if (row.state === 'pending') return { state: 'pending' };
        gone.run(device);
        const { label, tenant, sub, role } = row;
        return { state: 'approved', label, tenant, sub, role, by: row.approved_by };
      }),
    approve: (userCode, { tenant, sub, role, by }) =>
      settle.run('approved', tenant, sub, role, by, plain(userCode), now()).changes > 0,
    deny: (userCode) => settle.run('denied', null, null, null, null, plain(userCode), now()).changes > 0,
  };
}

const spell = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
/** As it is typed: with or without the dash, in small letters, with spaces. */
export const plain = (typed: string): string => typed.toUpperCase().replace(/[^A-Z]/g, '');
