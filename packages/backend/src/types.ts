/** The types that code written for the official packages imports, as far as they concern a server. Types only. */
export type { ClerkAPIError, ClerkAPIResponseError } from './errors.js';
export type { SdkMetadata as SDKMetadata } from './options.js';
export type { CheckAuthorization, GetToken, GetTokenOptions } from './request/auth-functions.js';
export type { ReverificationConfig } from './request/has-authorization.js';
export type { SamlIdpSlug } from './rest/endpoints/saml-connections.js';
export type { JwtHeader, JwtPayload } from './token/decoded-jwt.js';
export type * from './types/authorization.js';
export type * from './types/instance.js';
export type * from './types/jwt.js';
export type * from './types/oauth-provider.js';
export type * from './types/object-types.js';
export type * from './types/official-names.js';
export type * from './types/pagination.js';
export type * from './types/strategies.js';
export type * from './wire.js';
