import type { AuthStatus } from '../../contract/wire.ts';
import type { Principal, Verdict } from '../ports.ts';

/** Why a good token may still not come in: the gateway is full, or this role or tenant has no console here. */
export interface Hindrance {
  readonly state: 'busy' | 'forbidden';
  readonly message: string;
}
export type Admission = (who: Principal, address: string) => Hindrance | null;

/** What an upgrade's bare 400 could not say. A token past its end opens no connection, whatever the clocks' tolerance; `now` in wall ms. */
export function authStatus(given: Verdict, hindrance: Hindrance | null, now: number): AuthStatus {
  const over = given.ok && given.principal.expiresAt <= now;
  const verdict: Verdict = over ? { ok: false, state: 'expired', message: 'the token has expired' } : given;
  if (!verdict.ok) {
    const { state, message } = verdict;
    return { state, message, sub: null, role: null, tenant: null, expiresAt: null };
  }
  const { sub, role, tenant, expiresAt } = verdict.principal;
  const who = { sub, role, tenant, expiresAt };
  return hindrance === null ? { state: 'ok', message: '', ...who } : { ...hindrance, ...who };
}
