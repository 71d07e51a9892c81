export { createClerkClient, type ClerkClient } from './clerk-client.js';
export type {
  AuthenticateRequestOptions,
  ClerkOptions,
  OrganizationSyncOptions,
  KeyValueStore,
  ReadCacheOptions,
  RevocationOptions,
  RevocationPage,
  RevocationStore,
  TokenType,
  VerifyTokenOptions,
} from './options.js';
export type { RequestState } from './types/auth.js';
export type {
  AuthObject,
  InvalidTokenAuthObject,
  SessionAuthObject,
  SignedInAuthObject,
  SignedOutAuthObject,
} from './request/auth-object.js';
export type { MachineAuthObject } from './request/machine-auth-object.js';
export type { JwtPayload } from './token/decoded-jwt.js';
export * from './rest.js';
export { verifyToken } from './token/verify-token.js';
export type * from './wire.js';
export {
  createRedisRevocationStore,
  type RedisRevocationStoreOptions,
  type SendRedisCommand,
} from './revocations/create-redis-revocation-store.js';
export { revokeTokens, type RevokeTokensOptions, type RevokeTokensParams } from './revocations/revoke-tokens.js';
export { listWeakSettings, type WeakSetting } from './list-weak-settings.js';
