import type { OAuthApplicationJSON } from '../../wire/oauth-application.js';
import { resource } from '../resource.js';

/** An OAuth client for which the instance is the identity provider. */
export class OAuthApplication {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Instance it belongs to. */
  declare readonly instanceId: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** OAuth client id. */
  declare readonly clientId: string;
  /** Home page of the client. */
  declare readonly clientUri: string | null;
  /** URL of the picture on the consent screen. */
  declare readonly clientImageUrl: string | null;
  /** Whether the client registered itself. */
  declare readonly dynamicallyRegistered: boolean;
  /** Whether a consent page is shown. */
  declare readonly consentScreenEnabled: boolean;
  /** Whether PKCE is required. */
  declare readonly pkceRequired: boolean;
  /** Whether it is a public client, one without a secret. */
  declare readonly isPublic: boolean;
  /** Scopes it may request, separated by spaces. */
  declare readonly scopes: string;
  /** URIs people may be sent back to. */
  declare readonly redirectUris: string[];
  /** Authorization endpoint. */
  declare readonly authorizeUrl: string;
  /** Token endpoint. */
  declare readonly tokenFetchUrl: string;
  /** User info endpoint. */
  declare readonly userInfoUrl: string;
  /** URL of the OpenID Connect discovery document. */
  declare readonly discoveryUrl: string;
  /** Token introspection endpoint. */
  declare readonly tokenIntrospectionUrl: string;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** OAuth client secret; only in the answer that created or rotated it. */
  declare readonly clientSecret?: string | undefined;
}

/** Reads `OAuthApplicationJSON`. */
export const oauthApplication = resource<OAuthApplicationJSON>()(
  'oauth_application',
  OAuthApplication,
  [
    'id',
    'instanceId',
    'name',
    'clientId',
    'clientUri',
    'clientImageUrl',
    'dynamicallyRegistered',
    'consentScreenEnabled',
    'pkceRequired',
    'scopes',
    'redirectUris',
    'authorizeUrl',
    'tokenFetchUrl',
    'userInfoUrl',
    'discoveryUrl',
    'tokenIntrospectionUrl',
    'createdAt',
    'updatedAt',
    'clientSecret',
  ],
  {
    isPublic: (_, json) => json.public as boolean,
  },
);
