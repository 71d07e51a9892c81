import type { OauthAccessTokenJSON } from '../../wire/oauth-access-token.js';
import { orEmptyObject, orEmptyText, resource } from '../resource.js';

/** An access token of a user at an OAuth provider. */
export class OauthAccessToken {
  /** Identifier of the external account, `eac_…`. */
  declare readonly externalAccountId: string;
  /** Provider, for example `oauth_google`. */
  declare readonly provider: string;
  /** Access token of the provider. */
  declare readonly token: string;
  /** Data that the frontend may read, as it was given. */
  declare readonly publicMetadata: Record<string, unknown>;
  /** Label that distinguishes accounts of one provider. */
  declare readonly label: string;
  /** Scopes it grants. */
  declare readonly scopes?: string[] | undefined;
  /** Secret of an OAuth 1 token. */
  declare readonly tokenSecret?: string | undefined;
  /** When it expires; Unix time in seconds or ms, as the provider gave it. */
  declare readonly expiresAt?: number | undefined;
  /** OpenID Connect id token of the provider. */
  declare readonly idToken?: string | undefined;
}

/** Reads `OauthAccessTokenJSON`. */
export const oauthAccessToken = resource<OauthAccessTokenJSON>()(
  'oauth_access_token',
  OauthAccessToken,
  ['externalAccountId', 'provider', 'token', 'scopes', 'tokenSecret', 'expiresAt', 'idToken'],
  {
    publicMetadata: orEmptyObject(),
    label: orEmptyText(),
  },
);
