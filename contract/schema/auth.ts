import * as v from 'valibot';
import {
  LONGEST_REFRESH_TOKEN,
  TOKEN_ERRORS,
  type ApproveRequest,
  type DeviceAuthorization,
  type Grant,
  type LoginRequest,
  type TokenError,
  type TokenResponse,
} from '../auth.ts';
import { ROLES } from '../wire.ts';
import type { SchemaOf } from './domain.ts';
import { count, finite, id, text } from './fields.ts';

export const userName = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[\w.@-]{1,64}$/, 'must be 1-64 of letters, digits and . _ @ -'),
);
const label = v.optional(v.pipe(v.string(), v.maxLength(64)));
const secret = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_REFRESH_TOKEN));

/** A password is bounded before it costs anything. */
export const loginRequest = v.object({
  user: userName,
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  tenant: v.optional(v.pipe(v.string(), v.maxLength(64))),
  label,
}) satisfies SchemaOf<LoginRequest>;

export const refreshRequest = v.object({ refreshToken: secret });
export const logoutRequest = v.object({ refreshToken: v.optional(secret) });

export const grant = v.object({
  accessToken: v.pipe(v.string(), v.minLength(1), v.maxLength(8_192)),
  expiresAt: finite,
  refreshToken: secret,
  sub: id,
  role: v.picklist(ROLES),
  tenant: id,
}) satisfies SchemaOf<Grant>;

export const deviceRequest = v.object({ client_id: v.optional(text), label });
export const deviceAuthorization = v.object({
  device_code: secret,
  user_code: v.pipe(v.string(), v.minLength(1), v.maxLength(16)),
  verification_uri: text,
  verification_uri_complete: text,
  expires_in: count,
  interval: count,
}) satisfies SchemaOf<DeviceAuthorization>;

export const tokenRequest = v.object({
  grant_type: text,
  device_code: v.optional(secret),
  refresh_token: v.optional(secret),
  client_id: v.optional(text),
});
export const tokenResponse = v.object({
  access_token: v.pipe(v.string(), v.minLength(1), v.maxLength(8_192)),
  token_type: v.literal('Bearer'),
  expires_in: count,
  refresh_token: secret,
}) satisfies SchemaOf<TokenResponse>;
export const tokenError = v.object({
  error: v.picklist(TOKEN_ERRORS),
  error_description: v.optional(text),
}) satisfies SchemaOf<TokenError>;

export const approveRequest = v.object({
  userCode: v.pipe(v.string(), v.maxLength(16)),
  allow: v.optional(v.boolean()),
  role: v.optional(v.picklist(ROLES)),
  sub: v.optional(userName),
}) satisfies SchemaOf<ApproveRequest>;
