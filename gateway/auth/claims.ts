import * as v from 'valibot';
import { id } from '../../contract/schema/fields.ts';
import { ROLES, type Role } from '../../contract/wire.ts';

export const ISSUER = 'routewatch';
export const AUDIENCE = 'routewatch';
export const TICKET_AUDIENCE = 'ticket';
/** Seconds that a ticket may live. */
export const TICKET_SECONDS = 30;

/** A room's name is made of it, so nothing that could be read as another tenant's. */
export const tenantName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be 1-64 of letters, digits, . _ -'),
);

/** What an access token says, beside issuer and audience. Times in seconds since the epoch (RFC 7519). */
export const accessClaims = v.object({
  sub: id,
  jti: id,
  role: v.picklist(ROLES),
  tenant: tenantName,
  exp: v.number(),
  iat: v.optional(v.number()),
  /** The session, where it was refreshed in one. */
  sid: v.optional(id),
});

/** A ticket stands for the token that it was asked with: `par` is that token's jti, `until` its exp. */
export const ticketClaims = v.object({
  ...accessClaims.entries,
  iat: v.number(),
  par: id,
  until: v.number(),
  /** When that token was issued. */
  since: v.optional(v.number()),
});

export interface TokenRequest {
  readonly sub: string;
  readonly role: Role;
  readonly tenant: string;
  /** Seconds from now, > 0. */
  readonly seconds: number;
  /** Session that it belongs to, and is revoked with. */
  readonly family?: string;
}
