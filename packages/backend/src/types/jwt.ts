import type { DecodedJwt, JwtPayload } from '../token/decoded-jwt.js';
import type { OrganizationPermission, OrganizationRole } from '../request/has-authorization.js';
import type { SessionStatus } from '../wire/session.js';

/** A decoded token. */
export type Jwt = DecodedJwt;

/** A decoded token, in the form of the browser packages. */
export interface JWT {
  readonly encoded: { readonly header: string; readonly payload: string; readonly signature: string };
  readonly header: DecodedJwt['header'];
  readonly claims: JwtPayload;
}

/** Header of a JWT. @see RFC 7515 section 4 */
export type JWTHeader = DecodedJwt['header'];

/** Claims of a session token. */
export type ClerkJWTClaims = JwtPayload;

/** Claims of a session token, with the text of the token. */
export type JWTClaims = JwtPayload & { readonly __raw: string };

/** The members that differ between the versions of the claims. */
export type VersionedJwtPayload = Pick<
  JwtPayload,
  'v' | 'fea' | 'pla' | 'o' | 'org_id' | 'org_role' | 'org_slug' | 'org_permissions'
>;

/** The role in each organization, by organization. */
export type OrganizationsJWTClaim = Readonly<Record<string, OrganizationRole>>;

/** What kind of actor it is. */
export type ActClaimType = 'agent';

/** Who acts as the user (impersonation). @see RFC 8693 section 4.1 */
export interface ActClaim {
  readonly sub: string;
  readonly type?: ActClaimType;
  readonly [name: string]: unknown;
}

/** An agent that acts as the user. */
export type AgentActClaim = ActClaim & { readonly type: 'agent' };

/** The claim `act` of a token. */
export interface ActJWTClaim {
  readonly sub: string;
  readonly [name: string]: unknown;
}

/** The states of a session that a token can have. */
export type SessionStatusClaim = Extract<SessionStatus, 'active' | 'pending'>;

/** What every signed-in auth object has. */
export interface SharedSignedInAuthObjectProperties {
  readonly sessionClaims: JwtPayload;
  readonly sessionId: string;
  readonly sessionStatus: SessionStatusClaim | null;
  /** Who acts as the user (impersonation). */
  readonly actor: ActClaim | undefined;
  readonly userId: string;
  readonly orgId: string | undefined;
  readonly orgRole: OrganizationRole | undefined;
  readonly orgSlug: string | undefined;
  readonly orgPermissions: readonly OrganizationPermission[] | undefined;
  /** Minutes since the first and the second factor were verified; -1 where there is none. */
  readonly factorVerificationAge: readonly [number, number] | null;
}
