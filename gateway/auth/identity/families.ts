import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { LONGEST_REFRESH_TOKEN, REFRESH_PREFIX } from '../../../contract/auth.ts';
import type { Role } from '../../../contract/wire.ts';
import type { Sql } from '../../streams/index.ts';

/** All tokens that come from one sign-in: refreshed one after the other, revoked together. */
export interface Family {
  readonly id: string;
  readonly tenant: string;
  readonly sub: string;
  readonly kind: 'password' | 'device';
  /** Of a paired device; null where the user's own counts, as it is at each refresh. */
  readonly role: Role | null;
  readonly label: string;
  /** Wall ms, all of them. */
  readonly createdAt: number;
  readonly usedAt: number;
  readonly idleUntil: number;
  /** null: as long as it is used. */
  readonly endsAt: number | null;
  readonly revokedAt: number | null;
  readonly why: string | null;
}

export type NewFamily = Pick<Family, 'tenant' | 'sub' | 'kind' | 'role' | 'label' | 'endsAt'> & {
  /** Ms that it may lie unused. */
  readonly idle: number;
};

export type Turned =
  | { readonly ok: true; readonly family: Family; readonly token: string }
  | { readonly ok: false; readonly why: 'unknown' | 'expired' | 'revoked' }
  /** An older token of a living family: somebody has a copy. The caller revokes the family. */
  | { readonly ok: false; readonly why: 'reused'; readonly family: Family };

export interface Families {
  /** The family's first token is handed out here and is nowhere else. */
  create(family: NewFamily): { readonly family: Family; readonly token: string };
  /** Takes a token, gives the next. */
  turn(token: string, idleOf: (family: Family) => number): Turned;
  /** Whose token it is, whatever became of it; null where it is nobody's. */
  owner(token: string): Family | null;
  /** False where it was revoked before or is not there. */
  revoke(id: string, why: string): boolean;
  ofUser(tenant: string, sub: string): Family[];
  list(tenant: string): Family[];
  /** Forgets what ended more than 30 days ago. */
  prune(): void;
}

interface Row {
  readonly id: string;
  readonly tenant: string;
  readonly sub: string;
  readonly kind: Family['kind'];
  readonly role: Role | null;
  readonly label: string;
  readonly secret: string;
  readonly turn: string;
  readonly before: string | null;
  readonly created_at: number;
  readonly used_at: number;
  readonly idle_until: number;
  readonly ends_at: number | null;
  readonly revoked_at: number | null;
  readonly why: string | null;
}

const REMEMBER_MS = 30 * 86_400_000;

/**
 * A token is `rw1.ID.SECRET.TURN`: the secret stays the same within the family and shows that a token is one of it at all, the
 * turn is good once. Both are 256 random bits, stored only as SHA-256. Of the turns the current one is good, and the one
 * before it as long as its successor was never used: an answer that was lost on the line, or a console that died before it could
 * keep it, must not end a wall's session. Any older one is a copy.
 */
export function sqlFamilies(sql: Sql, now: () => number = Date.now): Families {
  const put = sql.prepare(
    `INSERT INTO families (id, tenant, sub, kind, role, label, secret, turn, created_at, used_at, idle_until, ends_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const get = sql.prepare<Row>('SELECT * FROM families WHERE id = ?');
  const next = sql.prepare(
    'UPDATE families SET turn = ?, before = ?, used_at = ?, idle_until = ? WHERE id = ? AND revoked_at IS NULL',
  );
  const end = sql.prepare('UPDATE families SET revoked_at = ?, why = ? WHERE id = ? AND revoked_at IS NULL');
  const mine = sql.prepare<Row>('SELECT * FROM families WHERE tenant = ? AND sub = ? ORDER BY created_at');
  const all = sql.prepare<Row>('SELECT * FROM families WHERE tenant = ? ORDER BY created_at');
  const clean = sql.prepare('DELETE FROM families WHERE idle_until < ? OR ends_at < ? OR revoked_at < ?');

  const find = (token: string): { readonly row: Row; readonly turn: string } | null => {
    const parts = token.length <= LONGEST_REFRESH_TOKEN ? TOKEN.exec(token) : null;
    const row = parts === null ? undefined : get.get(parts[1] ?? '');
    if (parts === null || row === undefined || !same(digest(parts[2] ?? ''), row.secret)) return null;
    return { row, turn: digest(parts[3] ?? '') };
  };
  return {
    create({ idle, ...family }) {
      const [id, secret, turn] = [random(16), random(32), random(32)];
      const at = now();
      put.run(
        id,
        family.tenant,
        family.sub,
        family.kind,
        family.role,
        family.label,
        digest(secret),
        digest(turn),
        at,
        at,
        at + idle,
        family.endsAt,
      );
      const made = get.get(id);
      if (made === undefined) throw new Error('a session that was just made is not there');
      return { family: familyOf(made), token: `${REFRESH_PREFIX}${id}.${secret}.${turn}` };
    },
    turn: (token, idleOf) =>
      sql.transaction((): Turned => {
        const found = find(token);
        if (found === null) return { ok: false, why: 'unknown' };
        const { row, turn } = found;
        const family = familyOf(row);
        if (row.revoked_at !== null) return { ok: false, why: 'revoked' };
        if (row.idle_until <= now() || (row.ends_at ?? Infinity) <= now())
          return { ok: false, why: 'expired' };
        if (!same(turn, row.turn) && !(row.before !== null && same(turn, row.before)))
          return { ok: false, why: 'reused', family };
        const fresh = random(32);
        next.run(digest(fresh), turn, now(), now() + idleOf(family), row.id);
        const [, id = '', secret = ''] = TOKEN.exec(token) ?? [];
        return { ok: true, family, token: `${REFRESH_PREFIX}${id}.${secret}.${fresh}` };
      }),
    owner(token) {
      const found = find(token);
      return found === null ? null : familyOf(found.row);
    },
    revoke: (id, why) => end.run(now(), why, id).changes > 0,
    ofUser: (tenant, sub) => mine.all(tenant, sub).map(familyOf),
    list: (tenant) => all.all(tenant).map(familyOf),
    prune() {
      const before = now() - REMEMBER_MS;
      clean.run(before, before, before);
    },
  };
}

const TOKEN = /^rw1\.([\w-]{22})\.([\w-]{43})\.([\w-]{43})$/;
const random = (bytes: number): string => randomBytes(bytes).toString('base64url');
/** Of 256 random bits: nothing to guess, so nothing to make slow. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const familyOf = (row: Row): Family => ({
  id: row.id,
  tenant: row.tenant,
  sub: row.sub,
  kind: row.kind,
  role: row.role,
  label: row.label,
  createdAt: row.created_at,
  usedAt: row.used_at,
  idleUntil: row.idle_until,
  endsAt: row.ends_at,
  revokedAt: row.revoked_at,
  why: row.why,
});
