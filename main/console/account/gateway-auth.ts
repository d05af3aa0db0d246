import * as v from 'valibot';
import { DEVICE_GRANT, type DeviceAuthorization } from '../../../contract/auth.ts';
import { deviceAuthorization, grant, tokenError, tokenResponse } from '../../../contract/schema/auth.ts';
import { HttpError, type Http } from '../net/http.ts';
import { tlsReason, type TlsReason } from '../net/trust.ts';

const ASK_MS = 10_000;

/** Tokens as a console uses them. */
export interface Tokens {
  readonly accessToken: string;
  /** Of the access token, ms from its making: by its own claims, so that no clock is compared with another. */
  readonly lifetimeMs: number;
  readonly refreshToken: string;
  readonly sub: string;
  readonly tenant: string;
}

export type Refusal =
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'tls'; readonly code: TlsReason; readonly detail: string }
  /** Something answers there, and it is no gateway, or one that has no users. */
  | { readonly kind: 'protocol'; readonly detail: string }
  | { readonly kind: 'wrong' | 'expired' | 'revoked' }
  | { readonly kind: 'busy'; readonly seconds: number };
export type Answered<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Refusal);
export type Polled =
  | Answered<Tokens>
  | { readonly ok: false; readonly kind: 'pending' | 'slow_down' | 'denied' | 'expired_code' };

/** The gateway's `/auth`, one call each; none of them rejects but by its signal. */
export interface GatewayAuth {
  login(
    gateway: string,
    who: { user: string; password: string; label: string },
    signal: AbortSignal,
  ): Promise<Answered<Tokens>>;
  refresh(gateway: string, refreshToken: string, signal: AbortSignal): Promise<Answered<Tokens>>;
  /** Ends the session; true where the gateway said so. */
  logout(gateway: string, refreshToken: string, signal: AbortSignal): Promise<boolean>;
  device(gateway: string, label: string, signal: AbortSignal): Promise<Answered<DeviceAuthorization>>;
  poll(gateway: string, deviceCode: string, signal: AbortSignal): Promise<Polled>;
}

export function createGatewayAuth(http: Http): GatewayAuth {
  const post = async (url: string, body: unknown, signal: AbortSignal) => {
    try {
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]);
      const answer = await http.request(url, { method: 'POST', body, signal: bounded });
      return {
        ok: true,
        status: answer.status,
        retry: answer.header('retry-after'),
        json: await answer.json(),
      } as const;
    } catch (error) {
      if (signal.aborted) throw error;
      return { ok: false, ...refusalOf(error) } as const;
    }
  };
  const tokens = async (url: string, body: unknown, signal: AbortSignal): Promise<Answered<Tokens>> => {
    const answer = await post(url, body, signal);
    if (!answer.ok) return answer;
    const read = v.safeParse(grant, answer.json);
    if (answer.status === 200 && read.success)
      return { ok: true, value: { ...read.output, ...claimsOf(read.output.accessToken) } };
    if (answer.status === 429 || answer.status === 503)
      return { ok: false, kind: 'busy', seconds: Number(answer.retry ?? 5) || 5 };
    if (answer.status !== 401)
      return { ok: false, kind: 'protocol', detail: `${path(url)} answered ${String(answer.status)}` };
    return { ok: false, kind: codeOf(answer.json) === 'expired' ? 'expired' : 'wrong' };
  };
  return {
    login: (gateway, who, signal) => tokens(`${gateway}/auth/login`, who, signal),
    async refresh(gateway, refreshToken, signal) {
      const answer = await tokens(`${gateway}/auth/refresh`, { refreshToken }, signal);
      return !answer.ok && answer.kind === 'wrong' ? { ok: false, kind: 'revoked' } : answer;
    },
    async logout(gateway, refreshToken, signal) {
      const answer = await post(`${gateway}/auth/logout`, { refreshToken }, signal);
      return answer.ok && answer.status === 200;
    },
    async device(gateway, label, signal) {
      const answer = await post(`${gateway}/auth/device`, { client_id: 'routewatch-console', label }, signal);
      if (!answer.ok) return answer;
      const read = v.safeParse(deviceAuthorization, answer.json);
      if (answer.status === 200 && read.success) return { ok: true, value: read.output };
      if (answer.status === 429) return { ok: false, kind: 'busy', seconds: Number(answer.retry ?? 5) || 5 };
      return { ok: false, kind: 'protocol', detail: `/auth/device answered ${String(answer.status)}` };
    },
    async poll(gateway, deviceCode, signal) {
      const body = { grant_type: DEVICE_GRANT, device_code: deviceCode, client_id: 'routewatch-console' };
      const answer = await post(`${gateway}/auth/token`, body, signal);
      if (!answer.ok) return answer;
      const read = v.safeParse(tokenResponse, answer.json);
      if (answer.status === 200 && read.success) {
        const { access_token, refresh_token } = read.output;
        return {
          ok: true,
          value: { accessToken: access_token, refreshToken: refresh_token, ...claimsOf(access_token) },
        };
      }
      const said = v.safeParse(tokenError, answer.json);
      switch (said.success ? said.output.error : null) {
        case 'authorization_pending':
          return { ok: false, kind: 'pending' };
        case 'slow_down':
          return { ok: false, kind: 'slow_down' };
        case 'access_denied':
          return { ok: false, kind: 'denied' };
        case 'expired_token':
        case 'invalid_grant':
          return { ok: false, kind: 'expired_code' };
        default:
          return { ok: false, kind: 'protocol', detail: `/auth/token answered ${String(answer.status)}` };
      }
    },
  };
}

const path = (url: string): string => new URL(url).pathname;

/** Why there was no answer. */
export function refusalOf(error: unknown): Extract<Refusal, { kind: 'unreachable' | 'tls' }> {
  if (!(error instanceof HttpError)) {
    const timeout = error instanceof Error && error.name === 'TimeoutError';
    return {
      kind: 'unreachable',
      detail: timeout ? `no answer in ${String(ASK_MS / 1_000)} s` : String(error),
    };
  }
  const code = tlsReason(error.code);
  if (code !== null) return { kind: 'tls', code, detail: error.message };
  return { kind: 'unreachable', detail: error.code === '' ? error.message : error.code };
}

/** Of a token that was just given by its gateway: read, not verified, that is the gateway's to do. */
function claimsOf(token: string): Pick<Tokens, 'sub' | 'tenant' | 'lifetimeMs'> {
  const read = v.safeParse(
    v.object({ sub: v.string(), tenant: v.string(), iat: v.number(), exp: v.number() }),
    parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')),
  );
  if (!read.success) return { sub: '', tenant: '', lifetimeMs: 0 };
  const { sub, tenant, iat, exp } = read.output;
  return { sub, tenant, lifetimeMs: Math.max(0, exp - iat) * 1_000 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function codeOf(answer: unknown): unknown {
  const read = v.safeParse(v.object({ error: v.object({ code: v.string() }) }), answer);
  return read.success ? read.output.error.code : null;
}
