import type { AuthorizationParams } from './has-authorization.js';

/** Returns whether the caller has a role, permission, feature or plan, or verified recently. */
export type CheckAuthorization = (params: AuthorizationParams) => boolean;

/** Options of `getToken()`. */
export interface GetTokenOptions {
  /** Name of a JWT template; the token is then made by the Backend API. */
  readonly template?: string | undefined;
  /** Lifetime in s; the token is then made by the Backend API. */
  readonly expiresInSeconds?: number | undefined;
}

/**
 * The request's own token; with options, one made by the Backend API.
 * @throws {ClerkAPIResponseError} if the Backend API refuses
 */
export type GetToken = (options?: GetTokenOptions) => Promise<string | null>;

/** What was known when the decision was made; secrets and tokens are cut to 7 characters. */
export type Debug = () => Readonly<Record<string, unknown>>;

/** What every auth object can do. */
export interface AuthFunctions {
  readonly getToken: GetToken;
  readonly has: CheckAuthorization;
  readonly debug: Debug;
}

/** Nobody is signed in, or a machine is: it has no roles, permissions, features or plans. */
export const hasNothing: CheckAuthorization = () => false;
/** There is no token. */
export const noToken: GetToken = () => Promise.resolve(null);
/** Nothing is known. */
export const noDebug: Debug = () => ({});
