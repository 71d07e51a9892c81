import type { TokenType } from '../options.js';
import type { JwtPayload } from '../token/decode-token.js';
import { hasAuthorization, readOrganization, type AuthorizationParams } from './has-authorization.js';
import type { MachineToken, MachineTokenType } from './verify-machine-token.js';

/** Asks whether the caller has a role, permission, feature or plan, or verified recently. */
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

interface Functions {
  readonly getToken: GetToken;
  readonly has: CheckAuthorization;
  readonly debug: Debug;
}

/** A signed-in person. Values the token does not have are undefined. */
export interface SignedInAuthObject extends Functions {
  readonly tokenType: 'session_token';
  readonly isAuthenticated: true;
  readonly userId: string;
  readonly sessionId: string;
  readonly sessionStatus: string | null;
  readonly sessionClaims: JwtPayload;
  /** Who acts as the user (impersonation). */
  readonly actor: { readonly sub: string; readonly [name: string]: unknown } | undefined;
  readonly orgId: string | undefined;
  readonly orgRole: string | undefined;
  readonly orgSlug: string | undefined;
  readonly orgPermissions: readonly string[] | undefined;
  /** Minutes since the first and the second factor were verified; -1 where there is none. */
  readonly factorVerificationAge: readonly [number, number] | null;
}

/** Nobody is signed in; or the session is pending (`sessionStatus`), which counts as that. */
export interface SignedOutAuthObject extends Functions {
  readonly tokenType: 'session_token';
  readonly isAuthenticated: false;
  readonly userId: null;
  readonly sessionId: null;
  readonly sessionStatus: 'pending' | null;
  readonly sessionClaims: null;
  readonly actor: null;
  readonly orgId: null;
  readonly orgRole: null;
  readonly orgSlug: null;
  readonly orgPermissions: null;
  readonly factorVerificationAge: null;
}

/** The result for session tokens. */
export type SessionAuthObject = SignedInAuthObject | SignedOutAuthObject;

interface MachineExtra {
  readonly api_key: {
    readonly name: string;
    readonly claims: Readonly<Record<string, unknown>> | null;
    /** Owner, if it is a user. */
    readonly userId: string | null;
    /** Owner, if it is an organization. */
    readonly orgId: string | null;
  };
  readonly m2m_token: { readonly claims: Readonly<Record<string, unknown>> | null; readonly machineId: string };
  readonly oauth_token: { readonly userId: string; readonly clientId: string };
}

/** A valid machine token. */
export type AuthenticatedMachineObject<T extends MachineTokenType = MachineTokenType> = T extends MachineTokenType
  ? Functions & {
      readonly tokenType: T;
      readonly isAuthenticated: true;
      readonly id: string;
      readonly subject: string;
      readonly scopes: readonly string[];
    } & MachineExtra[T]
  : never;

/** No valid machine token. */
export type UnauthenticatedMachineObject<T extends MachineTokenType = MachineTokenType> = T extends MachineTokenType
  ? Functions & {
      readonly tokenType: T;
      readonly isAuthenticated: false;
      readonly id: null;
      readonly subject: null;
      readonly scopes: null;
    } & { readonly [Name in keyof MachineExtra[T]]: null }
  : never;

/** The result for machine tokens. */
export type MachineAuthObject<T extends MachineTokenType = MachineTokenType> =
  AuthenticatedMachineObject<T> | UnauthenticatedMachineObject<T>;

/** The token is of none of the accepted kinds. */
export interface InvalidTokenAuthObject extends Functions {
  readonly tokenType: null;
  readonly isAuthenticated: false;
}

/** Every possible result of authenticating a request. */
export type AuthObject = SessionAuthObject | MachineAuthObject | InvalidTokenAuthObject;

/** The result for token type `T`. */
export type AuthObjectFor<T extends TokenType> = T extends MachineTokenType ? MachineAuthObject<T> : SessionAuthObject;

const never: CheckAuthorization = () => false;
const noToken: GetToken = () => Promise.resolve(null);
const noDebug: Debug = () => ({});

/** The auth object of verified session claims. */
export function signedInAuthObject(claims: JwtPayload, getToken: GetToken, debug: Debug = noDebug): SignedInAuthObject {
  const organization = readOrganization(claims);
  const factorVerificationAge = claims.fva ?? null;
  return {
    tokenType: 'session_token',
    isAuthenticated: true,
    userId: claims.sub,
    sessionId: claims.sid,
    sessionStatus: claims.sts ?? null,
    // The verified claims may be shared with other requests; what is handed out is the handler's own.
    sessionClaims: { ...claims },
    actor: claims.act,
    ...organization,
    factorVerificationAge,
    getToken,
    has: (params) =>
      hasAuthorization(
        { userId: claims.sub, ...organization, factorVerificationAge, features: claims.fea, plans: claims.pla },
        params,
      ),
    debug,
  };
}

/** The auth object when nobody is signed in. */
export function signedOutAuthObject(
  debug: Debug = noDebug,
  sessionStatus: 'pending' | null = null,
): SignedOutAuthObject {
  return {
    tokenType: 'session_token',
    isAuthenticated: false,
    userId: null,
    sessionId: null,
    sessionStatus,
    sessionClaims: null,
    actor: null,
    orgId: null,
    orgRole: null,
    orgSlug: null,
    orgPermissions: null,
    factorVerificationAge: null,
    getToken: noToken,
    has: never,
    debug,
  };
}

/** The auth object of a verified machine token. */
export function authenticatedMachineObject(
  token: MachineToken,
  text: string,
  debug: Debug = noDebug,
): MachineAuthObject {
  const common = {
    isAuthenticated: true as const,
    id: token.id,
    subject: token.subject,
    scopes: token.scopes,
    getToken: () => Promise.resolve(text),
    has: never,
    debug,
  };
  const owner = (prefix: string) => (token.subject.startsWith(prefix) ? token.subject : null);
  switch (token.tokenType) {
    case 'api_key':
      return {
        ...common,
        tokenType: 'api_key',
        name: token.name,
        claims: token.claims,
        userId: owner('user_'),
        orgId: owner('org_'),
      };
    case 'm2m_token':
      return { ...common, tokenType: 'm2m_token', claims: token.claims, machineId: token.subject };
    case 'oauth_token':
      return { ...common, tokenType: 'oauth_token', userId: token.subject, clientId: token.clientId };
  }
}

/** The auth object when there is no valid machine token of the wanted type. */
export function unauthenticatedMachineObject<T extends MachineTokenType>(
  tokenType: T,
  debug: Debug = noDebug,
): UnauthenticatedMachineObject<T> {
  const extra = {
    api_key: { name: null, claims: null, userId: null, orgId: null },
    m2m_token: { claims: null, machineId: null },
    oauth_token: { userId: null, clientId: null },
  }[tokenType];
  const common = {
    isAuthenticated: false,
    id: null,
    subject: null,
    scopes: null,
    getToken: noToken,
    has: never,
    debug,
  };
  // The members above are those of UnauthenticatedMachineObject<T> for each T, which the compiler cannot follow.
  return { tokenType, ...common, ...extra } as unknown as UnauthenticatedMachineObject<T>;
}

/** The auth object when the token is of none of the accepted kinds. */
export function invalidTokenAuthObject(): InvalidTokenAuthObject {
  return { tokenType: null, isAuthenticated: false, getToken: noToken, has: never, debug: noDebug };
}
