export { createAuthenticator, type Auth, type AuthenticatorOptions } from './authenticator.ts';
export { AUDIENCE, ISSUER, TICKET_SECONDS, type TokenRequest } from './claims.ts';
export { bearerOf, loggedRequest, REDACTED_PATHS, redactUrl } from './bearer.ts';
export { loadOrCreateKey, secretKey, type Algorithm, type Key } from './key.ts';
export { principalOf, registerAuthRoutes, requireRole, type AuthRoutes } from './rest.ts';
export { memoryRevocations, sqlRevocations, type Revocations } from './revocations.ts';
export { authStatus, type Admission, type Hindrance } from './status.ts';
