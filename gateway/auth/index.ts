export { createAuthenticator, type Auth, type AuthenticatorOptions } from './authenticator.ts';
export { AUDIENCE, ISSUER, TICKET_SECONDS, type TokenRequest } from './claims.ts';
export { bearerOf, loggedRequest, REDACTED_PATHS, redactUrl } from './bearer.ts';
export { loadOrCreateKey, secretKey, type Algorithm, type Key } from './key.ts';
export { principalOf, registerAuthRoutes, requireRole, type AuthRoutes } from './rest.ts';
export { concerns, memoryRevocations, sqlRevocations, type Revocations } from './revocations.ts';
export {
  canonicalName,
  createIdentity,
  hashPassword,
  openIdentityDatabase,
  type Identity,
  type IdentityOptions,
} from './identity/index.ts';
export { createIssuers, type Issuers } from './external/issuers.ts';
export { loadIssuers } from './external/config.ts';
export {
  mayCommand,
  mayEmit,
  REST_ACCESS,
  SOCKET_ACCESS,
  COMMAND_ACCESS,
  type Access,
  type EventName,
  type RestRoute,
} from './policy.ts';
export { authStatus, type Admission, type Hindrance } from './status.ts';
export { guardRoutes } from './guard.ts';
export { registerIdentityRoutes } from './identity/routes.ts';
