import type { IdPOAuthAccessTokenActorJSON, OAuthApplicationJSON } from '@acme/backend/wire';
import { imageUrl } from '../store/image-url.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';

/** An application that signs people in through this instance. */
export interface OAuthApplication {
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
  readonly redirectUris: readonly string[];
  readonly isPublic: boolean;
  readonly consentScreenEnabled: boolean;
  readonly pkceRequired: boolean;
  /** True if it registered itself, or is described by a client ID metadata document. */
  readonly isDynamic?: boolean | undefined;
  /** Page of the application. */
  readonly clientUri?: string | null | undefined;
  readonly imageId: string | null;
}

/** A token that such an application got for a user. Scope: the application. */
export interface OAuthToken {
  readonly token: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly revoked: boolean;
  /** Who acts for the user, for a token that was got by token exchange. */
  readonly act?: IdPOAuthAccessTokenActorJSON | undefined;
  /** Unix time in ms; null: never. */
  readonly expiration: number | null;
  /** What it is. Default: an access token. */
  readonly kind?: 'access' | 'refresh' | undefined;
  /** The grant it was issued for. */
  readonly grantId?: string | undefined;
  /** The server it is for (RFC 8707). */
  readonly resource?: string | null | undefined;
  /** The key that it is bound to: its thumbprint. Default: who has the token may use it. @see RFC 9449 section 6 */
  readonly jkt?: string | undefined;
  /** The organization that the person worked in. */
  readonly organizationId?: string | null | undefined;
}

export const oauthApplicationCollection = new Collection<OAuthApplication>('oauth_application', {
  idPrefix: 'oauthapp',
});
export const oauthTokens = new Collection<OAuthToken>('oauth_token', { idPrefix: 'oat' });

/** An application as the Backend API shows it, without its secret. */
export function oauthApplicationJSON(
  { url, signer }: Instance,
  row: Row<OAuthApplication>,
): OAuthApplicationJSON & { readonly callback_url: string } {
  return {
    object: 'oauth_application',
    id: row.id,
    instance_id: signer.jwk.kid,
    name: row.name,
    client_id: row.clientId,
    client_uri: row.clientUri ?? null,
    client_image_url: row.imageId === null ? null : imageUrl({ url }, row.imageId, row.id),
    dynamically_registered: row.isDynamic ?? false,
    consent_screen_enabled: row.consentScreenEnabled,
    pkce_required: row.pkceRequired,
    public: row.isPublic,
    scopes: row.scopes,
    redirect_uris: row.redirectUris,
    callback_url: row.redirectUris[0] ?? '',
    authorize_url: `${url}/oauth/authorize`,
    token_fetch_url: `${url}/oauth/token`,
    user_info_url: `${url}/oauth/userinfo`,
    discovery_url: `${url}/.well-known/openid-configuration`,
    token_introspection_url: `${url}/oauth/token_info`,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
