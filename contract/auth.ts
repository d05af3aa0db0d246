import type { Role } from './wire.ts';

/**
 * Signing in, over REST. `POST /auth/login` and `/auth/refresh` answer a `Grant`; a wall without a keyboard is paired by the
 * device grant of RFC 8628 (`POST /auth/device`, then `POST /auth/token` again and again), whose field names are the RFC's.
 */
export interface LoginRequest {
  readonly user: string;
  readonly password: string;
  /** Default: the gateway's own. */
  readonly tenant?: string;
  /** What the operator sees in the list of sessions, such as the computer's name. */
  readonly label?: string;
}

export interface Grant {
  /** A JWT for `Authorization: Bearer`, good for minutes. */
  readonly accessToken: string;
  /** Of the access token, gateway's wall ms. */
  readonly expiresAt: number;
  /** Good once, at most 1,000 characters: the next one comes with the next grant. */
  readonly refreshToken: string;
  readonly sub: string;
  readonly role: Role;
  readonly tenant: string;
}

/** Longest refresh token: a keychain of Windows holds about 2,500 characters. */
export const LONGEST_REFRESH_TOKEN = 1_000;
/** How a refresh token of this gateway begins; nothing else is kept in a keychain. */
export const REFRESH_PREFIX = 'rw1.';

/** RFC 8628, 3.2. */
export interface DeviceAuthorization {
  readonly device_code: string;
  /** To be shown large: letters that are not taken for each other, `WDJB-MJHT`. */
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  /** Seconds. */
  readonly expires_in: number;
  /** Least seconds between two questions; five more after each `slow_down`. */
  readonly interval: number;
}

export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** RFC 6749, 5.1. */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly refresh_token: string;
}

export const TOKEN_ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unsupported_grant_type',
  'authorization_pending',
  'slow_down',
  'access_denied',
  'expired_token',
  'temporarily_unavailable',
] as const;
/** RFC 6749, 5.2 and RFC 8628, 3.5; status 400. */
export interface TokenError {
  readonly error: (typeof TOKEN_ERRORS)[number];
  readonly error_description?: string;
}

/** `POST /auth/device/approve`, by a supervisor or an administrator. */
export interface ApproveRequest {
  readonly userCode: string;
  /** False says no to it. Default true. */
  readonly allow?: boolean;
  /** Who the paired console is from now on; default `wall`. Only an administrator gives another role than wall. */
  readonly role?: Role;
  /** Its name, such as `wall-1`. Default: made from the code. */
  readonly sub?: string;
}
