import type { EnterpriseAccountConnectionJSON, EnterpriseAccountJSON } from '../../wire/enterprise-account.js';
import { one, resource } from '../resource.js';
import type { Verification } from './verification.js';
import { verification } from './verification.js';

/** An account of a user at an enterprise identity provider. */
export class EnterpriseAccount {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Whether it is in use. */
  declare readonly active: boolean;
  /** E-mail address. */
  declare readonly emailAddress: string;
  /** Connection through which the account was created. */
  declare readonly enterpriseConnection: EnterpriseAccountConnection | null;
  /** First name. */
  declare readonly firstName: string | null;
  /** Last name. */
  declare readonly lastName: string | null;
  /** Protocol, `saml` or `oauth`. */
  declare readonly protocol: string;
  /** Provider, for example `saml_okta` or `oidc_custom`. */
  declare readonly provider: string;
  /** Identifier of the person at the provider. */
  declare readonly providerUserId: string | null;
  /** Data that the frontend may read, as it was given. */
  declare readonly publicMetadata: Record<string, unknown>;
  /** State of the verification; null if none was started. */
  declare readonly verification: Verification | null;
  /** When it was last used to sign in; Unix time in ms. */
  declare readonly lastAuthenticatedAt: number | null;
  /** Identifier of the connection through which the account was created. */
  declare readonly enterpriseConnectionId: string | null;
}

/** Summary of the connection through which an enterprise account was created. */
export class EnterpriseAccountConnection {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Whether it is in use. */
  declare readonly active: boolean;
  /** Whether sign-in may start at the identity provider. */
  declare readonly allowIdpInitiated: boolean;
  /** Whether addresses on subdomains are included. */
  declare readonly allowSubdomains: boolean;
  /** Whether people of this connection are kept from adding other identifications. */
  declare readonly disableAdditionalIdentifications: boolean;
  /** E-mail domain it applies to. */
  declare readonly domain: string;
  /** URL of the logo. */
  declare readonly logoPublicUrl: string | null;
  /** Name shown to people. */
  declare readonly name: string;
  /** Protocol, `saml` or `oauth`. */
  declare readonly protocol: string;
  /** Provider, for example `saml_okta` or `oidc_custom`. */
  declare readonly provider: string;
  /** Whether user attributes are copied from the provider at each sign-in. */
  declare readonly syncUserAttributes: boolean;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `EnterpriseAccountConnectionJSON`. */
export const enterpriseAccountConnection = resource<EnterpriseAccountConnectionJSON>()(
  undefined,
  EnterpriseAccountConnection,
  [
    'id',
    'active',
    'allowIdpInitiated',
    'allowSubdomains',
    'disableAdditionalIdentifications',
    'domain',
    'logoPublicUrl',
    'name',
    'protocol',
    'provider',
    'syncUserAttributes',
    'createdAt',
    'updatedAt',
  ],
);

/** Reads `EnterpriseAccountJSON`. */
export const enterpriseAccount = resource<EnterpriseAccountJSON>()(
  'enterprise_account',
  EnterpriseAccount,
  [
    'id',
    'active',
    'emailAddress',
    'firstName',
    'lastName',
    'protocol',
    'provider',
    'providerUserId',
    'publicMetadata',
    'lastAuthenticatedAt',
    'enterpriseConnectionId',
  ],
  {
    enterpriseConnection: one(enterpriseAccountConnection),
    verification: one(verification),
  },
);
