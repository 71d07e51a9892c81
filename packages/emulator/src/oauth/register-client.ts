import type { Instance } from '../instance/instance.js';
import type { RequestBody } from '../http/request-body.js';
import { oauthApplicationCollection } from '../machines/oauth-application.js';
import { isRedirectUri } from './is-redirect-uri.js';
import { OAuthError } from './oauth-error.js';
import { scopesSupported } from './scopes-supported.js';

const authMethods = ['client_secret_basic', 'client_secret_post', 'none'] as const;

/**
 * Registers the application that a client describes (RFC 7591). People must agree on the consent page before it gets anything.
 * @returns the answer in wire form
 * @throws {OAuthError} `invalid_redirect_uri`, `invalid_client_metadata`
 */
export async function registerClient(instance: Instance, body: RequestBody): Promise<object> {
  const redirectUris = body.strings('redirect_uris') ?? [];
  if (redirectUris.length === 0) throw new OAuthError('invalid_redirect_uri', 'redirect_uris needs an address.');
  const bad = redirectUris.find((uri) => !isRedirectUri(uri));
  if (bad !== undefined) throw new OAuthError('invalid_redirect_uri', `${bad} cannot be used as an address.`);
  const wanted = body.string('token_endpoint_auth_method') ?? 'client_secret_basic';
  const authMethod = authMethods.find((method) => method === wanted);
  if (!authMethod)
    throw new OAuthError(
      'invalid_client_metadata',
      `token_endpoint_auth_method must be one of ${authMethods.join(', ')}.`,
    );
  const scopes = body.string('scope') ?? scopesSupported.join(' ');
  const unknown = scopes.split(' ').find((scope) => !scopesSupported.some((known) => known === scope));
  if (unknown !== undefined) throw new OAuthError('invalid_client_metadata', `The scope ${unknown} is unknown.`);
  const clientId = instance.createId('client').slice('client_'.length);
  const row = await oauthApplicationCollection.insert(instance, {
    name: body.string('client_name') || clientId,
    clientId,
    clientSecret: authMethod === 'none' ? '' : instance.createId('secret').slice('secret_'.length),
    scopes,
    redirectUris,
    isPublic: authMethod === 'none',
    consentScreenEnabled: true,
    pkceRequired: false,
    isDynamic: true,
    clientUri: body.string('client_uri') ?? null,
    imageId: null,
  });
  return {
    client_id: clientId,
    ...(authMethod !== 'none' && { client_secret: row.clientSecret }),
    client_id_issued_at: Math.floor(row.createdAt / 1000),
    client_secret_expires_at: 0,
    client_name: row.name,
    ...(row.clientUri && { client_uri: row.clientUri }),
    redirect_uris: redirectUris,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    scope: scopes,
    token_endpoint_auth_method: authMethod,
  };
}
