import type { ExternalAccountJSON } from '../../wire/external-account.js';
import { one, orEmptyObject, orEmptyText, resource } from '../resource.js';
import type { Verification } from './verification.js';
import { verification } from './verification.js';

/** An account of a user at an OAuth provider. */
export class ExternalAccount {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Provider, for example `oauth_google`. */
  declare readonly provider: string;
  /** Identifier of the person at the provider. */
  declare readonly providerUserId: string;
  /** Identification it is stored as, `idn_…`. */
  declare readonly identificationId: string;
  /** The same as `providerUserId`. @deprecated Use `providerUserId`. */
  declare readonly externalId: string;
  /** Scopes the person granted, separated by spaces. */
  declare readonly approvedScopes: string;
  /** E-mail address. */
  declare readonly emailAddress: string;
  /** First name. */
  declare readonly firstName: string;
  /** Last name. */
  declare readonly lastName: string;
  /** URL of the picture. */
  declare readonly imageUrl: string;
  /** User name. */
  declare readonly username: string | null;
  /** Phone number in E.164 form. */
  declare readonly phoneNumber: string | null;
  /** Data that the frontend may read, as it was given. */
  declare readonly publicMetadata: Record<string, unknown> | null;
  /** Label that distinguishes accounts of one provider. */
  declare readonly label: string | null;
  /** State of the verification; null if none was started. */
  declare readonly verification: Verification | null;
  /** Identifier of the external account, `eac_…`. */
  declare readonly externalAccountId?: string | undefined;
}

/** Reads `ExternalAccountJSON`. */
export const externalAccount = resource<ExternalAccountJSON>()(
  undefined,
  ExternalAccount,
  [
    'id',
    'provider',
    'providerUserId',
    'identificationId',
    'approvedScopes',
    'emailAddress',
    'firstName',
    'lastName',
    'username',
    'phoneNumber',
    'label',
    'externalAccountId',
  ],
  {
    externalId: (_, json) => String(json.provider_user_id),
    imageUrl: orEmptyText(),
    publicMetadata: orEmptyObject(),
    verification: one(verification),
  },
);
