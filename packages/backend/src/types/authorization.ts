import type {
  AuthorizationParams,
  OrganizationPermission,
  OrganizationRole,
  ReverificationConfig,
  ReverificationLevel,
} from '../request/has-authorization.js';

/** A role: any text, or one of those that `ClerkAuthorization` declares. */
export type OrganizationCustomRoleKey = OrganizationRole;
/** A permission: any text, or one of those that `ClerkAuthorization` declares. */
export type OrganizationCustomPermissionKey = OrganizationPermission;
/** The beginning of the permissions that the service defines. */
export type OrganizationSystemPermissionPrefix = 'org:sys_';
/** The permissions that the service defines. Session tokens do not carry them. */
export type OrganizationSystemPermissionKey =
  `${OrganizationSystemPermissionPrefix}${'domains:manage' | 'domains:read' | 'profile:manage' | 'profile:delete' | 'memberships:read' | 'memberships:manage'}`;
/** A permission of the instance or of the service. */
export type OrganizationPermissionKey =
  OrganizationSystemPermissionKey | (OrganizationPermission & Record<never, never>);

/** Which factors must have been verified. */
export type SessionVerificationLevel = ReverificationLevel;
/** How long ago they may have been verified, in minutes. */
export type SessionVerificationAfterMinutes = number;
/** A named requirement. */
export type SessionVerificationTypes = Extract<ReverificationConfig, string>;

/** Asks whether the caller has what is asked for. */
export type CheckAuthorizationFn<Params> = (params: Params) => boolean;
/** What a check takes. */
export type CheckAuthorizationParamsWithCustomPermissions = AuthorizationParams;
/** Asks whether the caller has a role, permission, feature or plan, or verified recently. */
export type CheckAuthorizationWithCustomPermissions = CheckAuthorizationFn<AuthorizationParams>;
/** What a check over the claims of a session takes. Claims carry no permissions of the service. */
export type CheckAuthorizationParamsFromSessionClaims<P extends OrganizationCustomPermissionKey> =
  AuthorizationParams & {
    readonly permission?: P extends `${OrganizationSystemPermissionPrefix}${string}` ? never : P;
  };
/** Asks the claims of a session whether they hold what is asked for. */
export type CheckAuthorizationFromSessionClaims = <P extends OrganizationCustomPermissionKey>(
  params: CheckAuthorizationParamsFromSessionClaims<P>,
) => boolean;

/** What a guard asks for: requirements, or a function that decides. */
export type ProtectParams =
  AuthorizationParams | { readonly condition: (has: CheckAuthorizationWithCustomPermissions) => boolean };

/** How a session with unfinished tasks counts. */
export interface PendingSessionOptions {
  /** Whether it counts as signed out. Default true. */
  readonly treatPendingAsSignedOut?: boolean | undefined;
}
