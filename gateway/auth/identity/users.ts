import type { Role } from '../../../contract/wire.ts';
import type { Sql } from '../../streams/index.ts';

export interface User {
  readonly tenant: string;
  /** Lower case. */
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  /** Wall ms. */
  readonly createdAt: number;
  readonly signedInAt: number | null;
}

/** What is stored of a user; the password only as its hash. */
export interface Users {
  /** False where the name is taken. */
  add(user: Pick<User, 'tenant' | 'name' | 'role'>, hash: string): boolean;
  find(tenant: string, name: string): (User & { readonly hash: string }) | null;
  list(tenant: string): User[];
  /** Each false where there is no such user. */
  setPassword(tenant: string, name: string, hash: string): boolean;
  setRole(tenant: string, name: string, role: Role): boolean;
  setDisabled(tenant: string, name: string, disabled: boolean): boolean;
  signedIn(tenant: string, name: string): void;
}

interface Row {
  readonly tenant: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  readonly disabled: number;
  readonly created_at: number;
  readonly signed_in_at: number | null;
}

/** One person is one name, however it is typed. */
export const canonicalName = (typed: string): string => typed.trim().normalize('NFKC').toLowerCase();

export function sqlUsers(sql: Sql, now: () => number = Date.now): Users {
  const put = sql.prepare(
    'INSERT INTO users (tenant, name, role, password, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const get = sql.prepare<Row>('SELECT * FROM users WHERE tenant = ? AND name = ?');
  const all = sql.prepare<Row>('SELECT * FROM users WHERE tenant = ? ORDER BY name');
  const password = sql.prepare('UPDATE users SET password = ? WHERE tenant = ? AND name = ?');
  const role = sql.prepare('UPDATE users SET role = ? WHERE tenant = ? AND name = ?');
  const disabled = sql.prepare('UPDATE users SET disabled = ? WHERE tenant = ? AND name = ?');
  const seen = sql.prepare('UPDATE users SET signed_in_at = ? WHERE tenant = ? AND name = ?');
  return {
    add: (user, hash) => put.run(user.tenant, canonicalName(user.name), user.role, hash, now()).changes > 0,
    find(tenant, name) {
      const row = get.get(tenant, canonicalName(name));
      return row === undefined ? null : { ...userOf(row), hash: row.password };
    },
    list: (tenant) => all.all(tenant).map(userOf),
    setPassword: (tenant, name, hash) => password.run(hash, tenant, canonicalName(name)).changes > 0,
    setRole: (tenant, name, value) => role.run(value, tenant, canonicalName(name)).changes > 0,
    setDisabled: (tenant, name, value) =>
      disabled.run(value ? 1 : 0, tenant, canonicalName(name)).changes > 0,
    signedIn: (tenant, name) => void seen.run(now(), tenant, canonicalName(name)),
  };
}

const userOf = (row: Row): User => ({
  tenant: row.tenant,
  name: row.name,
  role: row.role,
  disabled: row.disabled !== 0,
  createdAt: row.created_at,
  signedInAt: row.signed_in_at,
});
