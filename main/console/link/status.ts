import * as v from 'valibot';
import type { LinkReason } from '../../../contract/bridge.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import { authStatus } from '../../../contract/schema/wire.ts';
import type { AuthStatus } from '../../../contract/wire.ts';
import { refusalOf } from '../account/gateway-auth.ts';
import type { Http } from '../net/http.ts';
import type { TlsReason } from '../net/trust.ts';

const ASK_MS = 5_000;

export type Told =
  | { readonly kind: 'status'; readonly status: AuthStatus }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'tls'; readonly code: TlsReason; readonly detail: string }
  /** Something answers there, and it is no gateway. */
  | { readonly kind: 'protocol'; readonly detail: string };

/** `GET /auth/status`: why Engine.IO's bare 400 happened, and who this token is. */
export async function askStatus(
  http: Http,
  gateway: string,
  token: string,
  signal: AbortSignal,
): Promise<Told> {
  try {
    const answer = await http.request(`${gateway}/auth/status`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]),
    });
    const parsed = v.safeParse(authStatus, await answer.json());
    if (!parsed.success)
      return { kind: 'protocol', detail: `GET /auth/status answered ${String(answer.status)}` };
    return { kind: 'status', status: parsed.output };
  } catch (error) {
    return refusalOf(error);
  }
}

export interface Verdict {
  /** Trying again cannot help: a human must act. */
  readonly final: boolean;
  readonly reason: LinkReason;
}

/** What the answer means for the link; `seen` is what the socket itself saw. */
export function verdictOf(told: Told, seen: LinkReason, { t }: Strings): Verdict {
  if (told.kind === 'tls')
    return {
      final: false,
      reason: { code: told.code, message: `${t(`reason.${told.code}`)} (${told.detail})` },
    };
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
