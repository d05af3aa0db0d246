import type { IncomingHttpHeaders } from 'node:http';

/** The token of `Authorization: Bearer ...` (RFC 6750 2.1), or '' where there is none. */
export function bearerOf(headers: IncomingHttpHeaders): string {
  return /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** A URL as it may be logged: what stands for a person's right to come in is cut out. */
export function redactUrl(url: string): string {
  return url.replace(/([?&](?:ticket|token|access_token)=)[^&#]*/gi, '$1[redacted]');
}

/** For pino's `redact`: headers that hold a token. */
export const REDACTED_PATHS: readonly string[] = [
  'req.headers.authorization',
  'headers.authorization',
  'authorization',
  'token',
  'ticket',
  '*.token',
  '*.ticket',
];

/** For pino's `serializers.req`: method, redacted URL and address, no headers at all. */
export const loggedRequest = (request: { method: string; url: string; ip?: string }) => ({
  method: request.method,
  url: redactUrl(request.url),
  address: request.ip,
});
