import type { Credentials } from '../link/link.ts';

/**
 * Whose memory it is: gateway, tenant and user; where only a token is there, read from the token without verifying it, as a name only; one that says
 * nothing makes a name of the gateway alone. The token itself is in no part of it.
 */
export function scopeOf({ gateway, token, who }: Credentials): string {
  const { tenant, sub } = who ?? claimsOf(token);
  return JSON.stringify([gateway, tenant, sub]);
}

function claimsOf(token: string): { readonly tenant: string; readonly sub: string } {
  const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
  try {
    const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    const claims = JSON.parse(body) as Record<string, unknown> | null;
    return { tenant: text(claims?.['tenant']), sub: text(claims?.['sub']) };
  } catch (error) {
    if (error instanceof SyntaxError) return { tenant: '', sub: '' };
    throw error;
  }
}
