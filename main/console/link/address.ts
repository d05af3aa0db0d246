import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Strings } from '../../../contract/strings/index.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * A gateway's address as an operator types it, made one: scheme, host, port and path without a slash at its end.
 * https anywhere; http to this computer, and elsewhere only where the configuration allows it.
 */
export function gatewayAddress(typed: string, allowHttp: boolean, { t }: Strings): Result<string> {
  const address = typed.trim();
  if (address === '') return fail('bad-request', t('signin.address.empty'), 'gateway');
  const url = parse(address);
  if (url === null || url.host === '')
    return fail('bad-request', t('signin.address.invalid', { address: address.slice(0, 200) }), 'gateway');
  if (url.username !== '' || url.password !== '')
    return fail('bad-request', t('signin.address.credentials'), 'gateway');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return fail('bad-request', t('signin.address.scheme', { scheme: url.protocol }), 'gateway');
  if (url.protocol === 'http:' && !allowHttp && !LOOPBACK.has(url.hostname))
    return fail('bad-request', t('signin.address.http', { host: url.host }), 'gateway');
  return ok(`${url.origin}${url.pathname.replace(/\/+$/, '')}`);
}

/** As `URL.parse`, which Node 20 does not have. */
function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

/** Three parts of base64url: enough to tell a token from a password or an address pasted by mistake. */
export const looksLikeToken = (token: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token.trim());
