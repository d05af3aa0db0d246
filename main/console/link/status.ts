import * as v from 'valibot';
import type { LinkReason } from '../../../contract/bridge.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import { authStatus } from '../../../contract/schema/wire.ts';
import type { AuthStatus } from '../../../contract/wire.ts';

const ASK_MS = 5_000;

export type Told =
  | { readonly kind: 'status'; readonly status: AuthStatus }
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** Something answers there, and it is no gateway. */
  | { readonly kind: 'protocol'; readonly detail: string };

/** `GET /auth/status`: why Engine.IO's bare 400 happened, and who this token is. */
export async function askStatus(gateway: string, token: string, signal: AbortSignal): Promise<Told> {
  let response: Response;
  try {
    response = await fetch(`${gateway}/auth/status`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]),
    });
  } catch (error) {
    return { kind: 'unreachable', detail: causeOf(error) };
  }
  const parsed = v.safeParse(authStatus, await bodyOf(response));
  if (!parsed.success)
    return { kind: 'protocol', detail: `GET /auth/status answered ${String(response.status)}` };
  return { kind: 'status', status: parsed.output };
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    return { unreadable: causeOf(error) };
  }
}

/** `ECONNREFUSED` says more than fetch's own "fetch failed". */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error.cause;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return error.name === 'TimeoutError' ? `no answer in ${String(ASK_MS / 1_000)} s` : error.message;
}

export interface Verdict {
  /** Trying again cannot help: a human must act. */
  readonly final: boolean;
  readonly reason: LinkReason;
}

/** What the answer means for the link; `seen` is what the socket itself saw. */
export function verdictOf(told: Told, seen: LinkReason, { t }: Strings): Verdict {
  if (told.kind !== 'status') {
    const code = told.kind;
    return { final: false, reason: { code, message: `${t(`reason.${code}`)} (${told.detail})` } };
  }
  const { state } = told.status;
  switch (state) {
    case 'ok':
      return { final: false, reason: seen };
    case 'busy':
      return { final: false, reason: { code: 'busy', message: t('reason.busy') } };
    case 'missing':
    case 'invalid':
      return { final: true, reason: { code: 'bad-token', message: t('reason.bad-token') } };
    case 'expired':
    case 'revoked':
    case 'forbidden':
      return { final: true, reason: { code: state, message: t(`reason.${state}`) } };
  }
}
