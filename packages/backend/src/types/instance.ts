import type { JwtPayload } from '../token/decoded-jwt.js';
import type { OrganizationJSON } from '../wire/organization.js';
import type { SessionJSON } from '../wire/session.js';
import type { UserJSON } from '../wire/user.js';
import type { ActClaim, SessionStatusClaim } from './jwt.js';

/** Whether an instance is for development or for real users. */
export type InstanceType = 'production' | 'development';

/** What a publishable key says. */
export interface PublishableKey {
  /** Host of the Frontend API. */
  readonly frontendApi: string;
  readonly instanceType: InstanceType;
}

/** A proxy or a satellite domain, each a text or a function of the URL. */
export interface DomainOrProxyUrl {
  readonly proxyUrl?: string | ((url: URL) => string);
  readonly domain?: string | ((url: URL) => string);
}

/** Either no satellite, or a satellite with its domain or its proxy. */
export type MultiDomainAndOrProxy =
  | { readonly isSatellite?: never; readonly proxyUrl?: string | ((url: URL) => string); readonly domain?: never }
  | {
      readonly isSatellite: boolean | ((url: URL) => boolean);
      readonly proxyUrl?: never;
      readonly domain: string | ((url: URL) => string);
    }
  | {
      readonly isSatellite: boolean | ((url: URL) => boolean);
      readonly proxyUrl: string | ((url: URL) => string);
      readonly domain?: never;
    };

/** The same without functions. */
export type MultiDomainAndOrProxyPrimitives =
  | { readonly isSatellite?: never; readonly proxyUrl?: string; readonly domain?: never }
  | { readonly isSatellite: boolean; readonly proxyUrl?: never; readonly domain: string }
  | { readonly isSatellite: boolean; readonly proxyUrl: string; readonly domain?: never };

/** What a server hands to a page, so that it renders with the person known. */
export interface InitialState {
  readonly sessionClaims: JwtPayload;
  readonly sessionId: string | undefined;
  readonly sessionStatus: SessionStatusClaim;
  readonly session: SessionJSON | undefined;
  /** Who acts as the user (impersonation). */
  readonly actor: ActClaim | undefined;
  readonly userId: string | undefined;
  readonly user: UserJSON | undefined;
  readonly orgId: string | undefined;
  readonly orgRole: string | undefined;
  readonly orgSlug: string | undefined;
  readonly orgPermissions: readonly string[] | undefined;
  readonly organization: OrganizationJSON | undefined;
  /** Minutes since the first and the second factor were verified; -1 where there is none. */
  readonly factorVerificationAge: readonly [number, number];
}
