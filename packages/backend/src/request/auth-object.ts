import { addEntry } from '../memoize-by-options.js';
import type { AcceptsToken, TokenType } from '../options.js';
import type { JwtPayload } from '../token/decoded-jwt.js';
import { hasNothing, noDebug, noToken, type AuthFunctions, type Debug, type GetToken } from './auth-functions.js';
import { hasAuthorization } from './has-authorization.js';
import { unauthenticatedMachineObject, type MachineAuthObject } from './machine-auth-object.js';
import type { MachineTokenType } from './verify-machine-token.js';

/** A signed-in person. Values the token does not have are undefined. */
export interface SignedInAuthObject extends AuthFunctions {
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
export interface SignedOutAuthObject extends AuthFunctions {
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

/** The token is of none of the accepted kinds. */
export interface InvalidTokenAuthObject extends AuthFunctions {
  readonly tokenType: null;
  readonly isAuthenticated: false;
}

/** Every possible result of authenticating a request. */
export type AuthObject = SessionAuthObject | MachineAuthObject | InvalidTokenAuthObject;

/** The result for token type `T`. */
export type AuthObjectFor<T extends TokenType> = T extends MachineTokenType ? MachineAuthObject<T> : SessionAuthObject;

/** The active organization that the claims of a session token name. */
interface ActiveOrganization {
  readonly orgId: string | undefined;
  readonly orgRole: string | undefined;
  readonly orgSlug: string | undefined;
  readonly orgPermissions: readonly string[] | undefined;
}

/** Where the claims of version 2 have the permissions of the organization's role, all three as lists with commas. */
interface EncodedPermissions {
  /** Features; those of the organization begin with `o:`. */
  readonly features: string;
  /** Names of permissions. */
  readonly names: string;
  /** One decimal number for each feature of the organization, bit 0 for the first name. */
  readonly masks: string;
}

function decodePermissions({ features, names, masks }: EncodedPermissions): readonly string[] {
  const orgFeatures = features
    .split(',')
    .map((element) => element.trim().split(':', 2))
    .flatMap(([scope, name]) =>
      // Stryker disable next-line OptionalChaining: each element has a first part.
      name !== undefined && scope?.includes('o') ? [name] : [],
    );
  const permissions = names.split(',').map((name) => name.trim());
  const granted = masks.split(',').map((mask) => (/^\d+$/.test(mask.trim()) ? BigInt(mask) : 0n));
  return orgFeatures.flatMap((feature, index) =>
    permissions
      .filter((_, bit) => (((granted[index] ?? 0n) >> BigInt(bit)) & 1n) === 1n)
      .map((permission) => `org:${feature}:${permission}`),
  );
}

/** An application has few roles and plans, and to decode the permissions takes longer than the rest of a decision. */
const maxDecoded = 8;
// Stryker disable next-line ArrayDeclaration: what has no members equals no permissions.
const decoded: (EncodedPermissions & { readonly result: readonly string[] })[] = [];

/** Permissions of claims version 2. */
function readPermissions(features: unknown, names: unknown, masks: unknown): readonly string[] {
  if (typeof features !== 'string' || typeof names !== 'string' || typeof masks !== 'string' || !names || !masks)
    return [];
  // Stryker disable next-line BlockStatement: to decode them again takes longer, and gives the same.
  for (const known of decoded) {
    // A copy: what an application does with its list must not reach other requests.
    if (known.names === names && known.masks === masks && known.features === features) return known.result.slice();
  }
  const result = decodePermissions({ features, names, masks });
  // Stryker disable next-line ObjectLiteral: to decode them again takes longer, and gives the same.
  addEntry(decoded, { features, names, masks, result: result.slice() }, maxDecoded);
  return result;
}

/** Reads the active organization; claims of version 2 keep it in `o`, all others in `org_…`. */
function readOrganization(claims: JwtPayload): ActiveOrganization {
  if (claims.v !== 2) {
    const { org_id: orgId, org_role: orgRole, org_slug: orgSlug, org_permissions: orgPermissions } = claims;
    return { orgId, orgRole, orgSlug, orgPermissions };
  }
  const organization = claims.o;
  if (!organization) return { orgId: undefined, orgRole: undefined, orgSlug: undefined, orgPermissions: undefined };
  return {
    orgId: organization.id,
    orgRole: organization.rol && `org:${organization.rol}`,
    orgSlug: organization.slg,
    orgPermissions: readPermissions(claims.fea, organization.per, organization.fpm),
  };
}

/** The auth object of verified session claims. */
export function signedInAuthObject(claims: JwtPayload, getToken: GetToken, debug: Debug = noDebug): SignedInAuthObject {
  const organization = readOrganization(claims);
  // Each by its name: to spread an object into another takes longer than the rest of this function.
  const { orgId, orgRole, orgSlug, orgPermissions } = organization;
  const factorVerificationAge = claims.fva ?? null;
  return {
    tokenType: 'session_token',
    isAuthenticated: true,
    userId: claims.sub,
    sessionId: claims.sid,
    sessionStatus: claims.sts ?? null,
    // A copy: the verified claims may be shared with other requests.
    sessionClaims: { ...claims },
    actor: claims.act,
    orgId,
    orgRole,
    orgSlug,
    orgPermissions,
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
    has: hasNothing,
    debug,
  };
}

/** The auth object when the token is of none of the accepted kinds. */
export function invalidTokenAuthObject(): InvalidTokenAuthObject {
  return { tokenType: null, isAuthenticated: false, getToken: noToken, has: hasNothing, debug: noDebug };
}

/** Whether a token of this type is among the accepted ones. */
export function isTokenTypeAccepted(tokenType: TokenType | null, accepted: AcceptsToken): boolean {
  // Callers without types may leave both out; then nothing is accepted.
  if (!tokenType) return false;
  if (accepted === 'any') return true;
  return Array.isArray(accepted) ? accepted.includes(tokenType) : accepted === tokenType;
}

/**
 * The auth object for a handler: a token of a kind that is not accepted is ignored.
 * @param acceptsToken - default `'session_token'`
 */
export function getAuthObjectForAcceptedToken({
  authObject,
  acceptsToken = 'session_token',
}: {
  readonly authObject: AuthObject;
  readonly acceptsToken?: AcceptsToken | undefined;
}): AuthObject {
  // An auth object that a test made by hand may lack the type.
  const tokenType = 'tokenType' in authObject ? authObject.tokenType : 'session_token';
  if (acceptsToken === 'any' || acceptsToken === tokenType || isTokenTypeAccepted(tokenType, acceptsToken)) {
    return authObject;
  }
  if (typeof acceptsToken !== 'string') return invalidTokenAuthObject();
  return acceptsToken === 'session_token'
    ? signedOutAuthObject(authObject.debug)
    : unauthenticatedMachineObject(acceptsToken, authObject.debug);
}
