import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import type { Sql } from '../../streams/index.ts';
import { createAuthenticator, type Auth } from '../authenticator.ts';
import type { Issuers } from '../external/issuers.ts';
import type { Key } from '../key.ts';
import { sqlRevocations } from '../revocations.ts';
import { sqlFamilies, type Families } from './families.ts';
import { Login } from './login.ts';
import { sqlPairings, type Pairings } from './pairings.ts';
import { SCRYPT, type ScryptCost } from './password.ts';
import { SESSIONS, type SessionPolicy } from './session-policy.ts';
import { UserSessions } from './sessions.ts';
import { sqlUsers, type Users } from './users.ts';

export { openIdentityDatabase } from './database.ts';
export { hashPassword, SCRYPT, type ScryptCost } from './password.ts';
export { SESSIONS, type SessionPolicy } from './session-policy.ts';
export { canonicalName, type User } from './users.ts';
export type { Family } from './families.ts';

export interface IdentityOptions {
  readonly sql: Sql;
  readonly key: Key;
  /** Of users that name none. */
  readonly tenant: string;
  readonly policy?: Partial<SessionPolicy>;
  readonly cost?: ScryptCost;
  /** Issuers beside this gateway. */
  readonly issuers?: Issuers;
  /** Wall ms. */
  readonly now?: () => number;
}

/** Everything about who may come in, over one database. */
export interface Identity extends Disposable {
  readonly auth: Auth;
  readonly users: Users;
  readonly families: Families;
  readonly pairings: Pairings;
  readonly sessions: UserSessions;
  readonly login: Login;
  readonly tenant: string;
  /** Begins to look for what other processes changed, four times a second. */
  watch(): void;
}

/** A revocation by the command line ends sockets within a second. */
const POLL_MS = 250;
const PRUNE_MS = 3_600_000;

/** Sets no timer before `watch`; closes the database with itself. */
export function createIdentity(options: IdentityOptions): Identity {
  const { sql, key, tenant, cost = SCRYPT, issuers, now = Date.now } = options;
  const policy = { ...SESSIONS, ...options.policy };
  const ends = new Disposables();
  ends.add(sql);
  const revocations = sqlRevocations(sql, now);
  const auth = createAuthenticator({ key, revocations, now, ...(issuers && { issuers }) });
  const users = sqlUsers(sql, now);
  const families = sqlFamilies(sql, now);
  return {
    auth,
    users,
    families,
    tenant,
    pairings: sqlPairings(sql, now),
    sessions: new UserSessions({ auth, families, users, policy, now }),
    login: new Login({ users, tenant, cost, ticks: () => performance.now() }),
    watch() {
      families.prune();
      const timers = [
        setInterval(() => revocations.poll(), POLL_MS),
        setInterval(() => families.prune(), PRUNE_MS),
      ];
      ends.onDispose(() => timers.forEach((timer) => clearInterval(timer)));
    },
    dispose: () => ends.dispose(),
  };
}
