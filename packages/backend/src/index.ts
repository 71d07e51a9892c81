export { createClerkClient, type ClerkClient } from './client.js';
export type {
  AuthenticateRequestOptions,
  ClerkOptions,
  OrganizationSyncOptions,
  TokenType,
  VerifyTokenOptions,
} from './options.js';
export type { RequestState } from './types/auth.js';
export type {
  AuthObject,
  InvalidTokenAuthObject,
  MachineAuthObject,
  SessionAuthObject,
  SignedInAuthObject,
  SignedOutAuthObject,
} from './request/auth-object.js';
export type { JwtPayload } from './token/decode-jwt.js';
export * from './rest.js';
export { verifyToken } from './token/verify-token.js';
export type * from './wire.js';
export { listWeakSettings, type WeakSetting } from './weak-settings.js';
