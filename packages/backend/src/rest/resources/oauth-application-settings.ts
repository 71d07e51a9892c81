import type { OAuthApplicationSettingsJSON } from '../../wire/oauth-application-settings.js';
import { resource } from '../resource.js';

/** Settings for all OAuth applications of the instance. */
export class OAuthApplicationSettings {
  /** Whether clients may register themselves. */
  declare readonly dynamicOauthClientRegistration: boolean;
  /** Scopes a client gets if it names none. */
  declare readonly defaultScopes: string[] | null;
  /** Whether access tokens are JWTs. */
  declare readonly oauthJwtAccessTokens: boolean;
  /** Whether the discovery document announces URLs of metadata documents as client ids. */
  declare readonly clientIdMetadataDocumentsAdvertised: boolean;
  /** Whether such clients must be registered first. */
  declare readonly clientIdMetadataDocumentsOnlyAllowPreRegisteredClients: boolean;
  /** Whether such clients need to be allowed one by one. */
  declare readonly clientIdMetadataDocumentsBlockImplicitlyAllowedClients: boolean;
}

/** Reads `OAuthApplicationSettingsJSON`. */
export const oauthApplicationSettings = resource<OAuthApplicationSettingsJSON>()(
  'oauth_application_settings',
  OAuthApplicationSettings,
  [
    'dynamicOauthClientRegistration',
    'defaultScopes',
    'oauthJwtAccessTokens',
    'clientIdMetadataDocumentsAdvertised',
    'clientIdMetadataDocumentsOnlyAllowPreRegisteredClients',
    'clientIdMetadataDocumentsBlockImplicitlyAllowedClients',
  ],
);
