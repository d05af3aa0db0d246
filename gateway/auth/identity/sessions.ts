import type { Grant } from '../../../contract/auth.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Role } from '../../../contract/wire.ts';
import type { Auth } from '../authenticator.ts';
import { userKey } from '../revocations.ts';
import type { Families, Family } from './families.ts';
import { DAY_MS, idleMs, type SessionPolicy } from './session-policy.ts';
import type { Users } from './users.ts';

export interface SessionParts {
  readonly auth: Pick<Auth, 'issueToken' | 'revocations'>;
  readonly families: Families;
  readonly users: Users;
  readonly policy: SessionPolicy;
  /** Wall ms. */
  readonly now: () => number;
}

/** Clocks differ by so much at most, ms: a revocation is kept for that longer. */
const TOLERANCE_MS = 60_000;
/** Tokens outside of sessions live at most so long, ms. */
const LONGEST_TOKEN_MS = 366 * DAY_MS;

/** Sessions of people and walls: begun, refreshed, ended. */
export class UserSessions {
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** `role` null: the user's own, as it is at each refresh. */
  async begin(
    who: { readonly tenant: string; readonly sub: string; readonly role: Role | null },
    kind: Family['kind'],
    label: string,
  ): Promise<Grant | null> {
    const { families, policy, now } = this.#parts;
    const { family, token } = families.create({
      ...who,
      kind,
      label,
      idle: idleMs(policy, kind),
      endsAt: kind === 'device' ? null : now() + policy.mostDays * DAY_MS,
    });
    return await this.#grant(family, token);
  }

  /** `expired`: signing in again helps; `unauthorised`: revoked, or no token of this gateway. */
  async refresh(token: string): Promise<Result<Grant>> {
    const { families, policy } = this.#parts;
    const turned = families.turn(token, ({ kind }) => idleMs(policy, kind));
    if (!turned.ok) {
      if (turned.why === 'expired') return fail('expired', 'the session has expired');
      if (turned.why === 'unknown') return fail('unauthorised', 'no refresh token of this gateway');
      // Somebody holds a copy: whoever has the newest one is turned out with the others.
      if (turned.why === 'reused') this.revoke(turned.family, 'a used refresh token came again');
      return fail('unauthorised', 'the session was revoked');
    }
    const grant = await this.#grant(turned.family, turned.token);
    if (grant !== null) return ok(grant);
    this.revoke(turned.family, 'the user is gone or disabled');
    return fail('unauthorised', 'the session was revoked');
  }

  /** True where the token was of a session that lived. */
  end(token: string): boolean {
    const family = this.#parts.families.owner(token);
    return family !== null && this.revoke(family, 'signed out');
  }

  /** Its sockets end at once, in every namespace. False where it had ended before. */
  revoke({ id }: Pick<Family, 'id'>, why: string): boolean {
    const { families, auth, policy, now } = this.#parts;
    const lived = families.revoke(id, why);
    if (lived) auth.revocations.add(id, now() + policy.accessSeconds * 1_000 + TOLERANCE_MS);
    return lived;
  }

  /** All sessions of a user, and the tokens that belong to none. How many sessions that were. */
  revokeUser(tenant: string, sub: string, why: string): number {
    const { families, auth, now } = this.#parts;
    auth.revocations.add(userKey({ tenant, sub }), now() + LONGEST_TOKEN_MS);
    return families.ofUser(tenant, sub).filter((family) => this.revoke(family, why)).length;
  }

  /** null where the user of the family may not come in any more. */
  async #grant(family: Family, refreshToken: string): Promise<Grant | null> {
    const { auth, policy, now } = this.#parts;
    const role = family.role ?? this.#roleOf(family);
    if (role === null) return null;
    const { sub, tenant } = family;
    const seconds = policy.accessSeconds;
    const expiresAt = (Math.floor(now() / 1_000) + seconds) * 1_000;
    const accessToken = await auth.issueToken({ sub, role, tenant, seconds, family: family.id });
    return { accessToken, expiresAt, refreshToken, sub, role, tenant };
  }

  #roleOf({ tenant, sub }: Family): Role | null {
    const user = this.#parts.users.find(tenant, sub);
    return user === null || user.disabled ? null : user.role;
  }
}
