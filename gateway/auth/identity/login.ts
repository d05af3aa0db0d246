import type { LoginRequest } from '../../../contract/auth.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { hashPassword, isOutdated, verifyPassword, type ScryptCost } from './password.ts';
import { Throttle } from './throttle.ts';
import { Turnstile } from './turnstile.ts';
import { canonicalName, type User, type Users } from './users.ts';

export interface LoginParts {
  readonly users: Users;
  readonly tenant: string;
  readonly cost: ScryptCost;
  /** Ms of a clock that never goes back. */
  readonly ticks: () => number;
}

const MINUTE = 60_000;
/** Wrong tries: of one user from one address, of one user from anywhere, of one address for anyone (a depot behind one router). */
const OWN = { free: 5, first: 15_000, most: 15 * MINUTE, forget: 60 * MINUTE };
const USER = { free: 30, first: 15_000, most: MINUTE, forget: 60 * MINUTE };
const ADDRESS = { free: 60, first: 5_000, most: 15 * MINUTE, forget: 15 * MINUTE };
/** Password hashes at once, 32 MB each, and sign-ins that wait for one. */
const AT_ONCE = 2;
const WAITING = 64;

const WRONG = 'the user name or the password is wrong';

/** A refusal with the seconds after which another try makes sense. */
export interface Busy {
  readonly retryAfter: number;
}
export type LoginResult = { readonly result: Result<User>; readonly busy: Busy | null };

/**
 * User and password. Unknown, disabled, and wrong are one answer that takes one time: a hash is calculated in every case, and locks
 * count names that do not exist like those that do.
 */
export class Login {
  readonly #parts: LoginParts;
  readonly #own = new Throttle(OWN);
  readonly #user = new Throttle(USER);
  readonly #address = new Throttle(ADDRESS);
  readonly #turnstile = new Turnstile(AT_ONCE, WAITING);
  /** Compared with where there is no such user. */
  #nobody: Promise<string> | null = null;

  constructor(parts: LoginParts) {
    this.#parts = parts;
  }

  async check(request: LoginRequest, address: string): Promise<LoginResult> {
    const tenant = request.tenant ?? this.#parts.tenant;
    const name = canonicalName(request.user);
    const keys = { own: `${address} ${tenant}/${name}`, user: `${tenant}/${name}`, address };
    const now = this.#parts.ticks();
    const wait = Math.max(
      this.#own.wait(keys.own, now),
      this.#user.wait(keys.user, now),
      this.#address.wait(keys.address, now),
    );
    if (wait > 0) return busy('too many wrong tries', wait);
    this.#own.begin(keys.own, now);
    this.#user.begin(keys.user, now);
    this.#address.begin(keys.address, now);

    const right = await this.#turnstile.pass(() => this.#verify(tenant, name, request.password));
    if (right === null) return busy('too many sign-ins at once', 1_000);
    if (!right) return { result: fail('unauthorised', WRONG), busy: null };
    const user = this.#parts.users.find(tenant, name);
    if (user === null || user.disabled) return { result: fail('unauthorised', WRONG), busy: null };
    this.#own.succeeded(keys.own, true);
    this.#user.succeeded(keys.user, false);
    this.#address.succeeded(keys.address, false);
    this.#parts.users.signedIn(tenant, name);
    return { result: ok(user), busy: null };
  }

  async #verify(tenant: string, name: string, password: string): Promise<boolean> {
    const { users, cost } = this.#parts;
    const user = users.find(tenant, name);
    this.#nobody ??= hashPassword('nobody', cost);
    const right = await verifyPassword(password, user?.hash ?? (await this.#nobody));
    if (!right || user === null || user.disabled) return false;
    if (isOutdated(user.hash, cost)) users.setPassword(tenant, name, await hashPassword(password, cost));
    return true;
  }
}

const busy = (why: string, ms: number): LoginResult => {
  const retryAfter = Math.ceil(ms / 1_000);
  return {
    result: fail('busy', `${why}: try again in ${String(retryAfter)} s`),
    busy: { retryAfter },
  };
};
